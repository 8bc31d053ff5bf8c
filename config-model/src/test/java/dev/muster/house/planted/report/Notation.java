package dev.muster.house.planted.report;

import org.yaml.snakeyaml.nodes.Node;

/// Planted: breaks A2y.
record Notation(Node node) {}
