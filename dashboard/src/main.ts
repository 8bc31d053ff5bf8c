import { mount } from 'svelte';
import App from './App.svelte';
import './app.css';
import { apply, saved } from './ui/theme';

apply(saved());
const root = document.getElementById('app');
if (root) mount(App, { target: root });
