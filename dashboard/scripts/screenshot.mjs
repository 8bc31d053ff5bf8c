// Takes a picture of a page: node scripts/screenshot.mjs URL OUT [WIDTH] [HEIGHT] [light|dark] [wait-for-selector]
import { chromium } from 'playwright-core';

const [url, out, width = '1440', height = '900', theme = 'light', selector = '[role=grid]'] = process.argv.slice(2);
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-quic', '--disable-background-networking'],
});
const page = await browser.newPage({ viewport: { width: +width, height: +height }, colorScheme: theme });
await page.goto(url);
await page.waitForSelector(selector);
await page.waitForTimeout(400);
await page.screenshot({ path: out });
await browser.close();
