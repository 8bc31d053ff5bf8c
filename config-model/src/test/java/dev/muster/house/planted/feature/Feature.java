package dev.muster.house.planted.feature;

import dev.muster.house.planted.adapter.two.Two;

import java.sql.Connection;
import java.time.Instant;
import java.util.Random;

/// Planted: breaks A4, A7, A9, A9r and A12s.
record Feature(Two two, Connection connection) {

    static String now() {
        System.out.println(new Random().nextInt());
        return Instant.now().toString();
    }
}
