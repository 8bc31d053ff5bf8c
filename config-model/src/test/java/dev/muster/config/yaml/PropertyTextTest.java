package dev.muster.config.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.config.model.PropertyValue;
import dev.muster.config.model.PropertyValue.Decimal;
import dev.muster.config.model.PropertyValue.Entries;
import dev.muster.config.model.PropertyValue.Flag;
import dev.muster.config.model.PropertyValue.Items;
import dev.muster.config.model.PropertyValue.Nothing;
import dev.muster.config.model.PropertyValue.Text;
import dev.muster.config.model.PropertyValue.Whole;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.util.List;
import java.util.Map;

class PropertyTextTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "3.10",
                "1e3",
                "0x10",
                "007",
                "NaN",
                "Infinity",
                "-0",
                "+5",
                "1.",
                ".5",
                "True",
                "yes",
                "on",
                "null",
                "",
                " 5",
                "5 ",
                "99999999999999999999",
                "0.1234567890123",
                "1_000",
                "1:30"
            })
    void what_would_change_by_reading_and_writing_it_stays_text(String text) throws IOException {
        assertThat(PropertyText.read(text)).isEqualTo(new Text(text));
    }

    @Test
    void a_number_is_a_number() throws IOException {
        assertThat(PropertyText.read("8")).isEqualTo(new Whole(8));
        assertThat(PropertyText.read("-12")).isEqualTo(new Whole(-12));
        assertThat(PropertyText.read("0.04")).isEqualTo(new Decimal(0.04));
        assertThat(PropertyText.read("0.0001")).isEqualTo(new Decimal(0.0001));
        assertThat(PropertyText.read("9223372036854775807")).isEqualTo(new Whole(Long.MAX_VALUE));
    }

    @Test
    void a_boolean_is_a_boolean() throws IOException {
        assertThat(PropertyText.read("true")).isEqualTo(new Flag(true));
        assertThat(PropertyText.read("false")).isEqualTo(new Flag(false));
    }

    @Test
    void json_is_json() throws IOException {
        var list = PropertyText.read("[1, \"a\", null, {\"b\": 2.5}, 1e400]\n");

        assertThat(list)
                .isEqualTo(
                        new Items(
                                List.<PropertyValue>of(
                                        new Whole(1),
                                        new Text("a"),
                                        new Nothing(),
                                        new Entries(Map.of("b", new Decimal(2.5))),
                                        new Text("1e400"))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "{", "['a']", "[1] 2", "{\"a\": 1, \"a\": 2}", "[NaN]", "[1,]"})
    void what_begins_like_json_and_is_none_is_refused(String text) {
        assertThatThrownBy(() -> PropertyText.read(text)).isInstanceOf(IOException.class);
    }
}
