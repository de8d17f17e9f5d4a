package dev.migrationledger.core.schema;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExpressionTextTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "'x'::character varying | 'x'",
        "'x'::text | 'x'",
        "('x'::character varying(10))::text | 'x'",
        "'it''s ::text (a)'::text | 'it''s ::text (a)'",
        "'-1'::integer | -1",
        "(-1.5) | -1.5",
        "(- 1) | -1",
        "(0)::numeric | 0",
        "NULL::character varying | NULL",
        "'{}'::jsonb | '{}'",
        "'2020-01-01 00:00:00'::timestamp(3) without time zone | '2020-01-01 00:00:00'",
        "nextval('public.s'::regclass) | nextval('public.s')",
        "((status)::text = ANY ((ARRAY['a'::character varying, 'b'::character varying])::text[])) | status = ANY (ARRAY['a', 'b'])",
        "((status)::text = ANY (ARRAY[('a'::character varying)::text, ('b'::character varying)::text])) | status = ANY (ARRAY['a', 'b'])",
        "((a > 0) AND (b > 0)) | (a > 0) AND (b > 0)",
        "(((a + b)) * c) | (a + b) * c",
        "((a)::integer / b) | a::integer / b",
        "(lower((mail)::text) ~~ '%@%'::text) | lower(mail) ~~ '%@%'",
        "(mood = 'ok'::public.mood) | mood = 'ok'",
        "CHECK   ((a IS NOT NULL)) | CHECK (a IS NOT NULL)",
        "(now() + '1 day'::interval) | now() + '1 day'",
        "\"Odd ( Name\" | \"Odd ( Name\""
    })
    void isWrittenInOneWay(String text, String expected) {
        assertThat(ExpressionText.normalise(text)).isEqualTo(expected);
        assertThat(ExpressionText.normalise(expected)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "((a + b) * c) | (a + (b * c))",
        "((a OR b) AND c) | (a OR (b AND c))",
        "(a - (b - c)) | ((a - b) - c)",
        "(a - (-1)) | (a - 1)",
        "((a)::integer / b) | (a / b)",
        "(NOT (a AND b)) | ((NOT a) AND b)",
        "'a'::text | 'A'::text",
        "'1'::text | 1",
        "f(a) | a"
    })
    void whatDiffersStaysDifferent(String one, String other) {
        assertThat(ExpressionText.normalise(one)).isNotEqualTo(ExpressionText.normalise(other));
    }

    @Test
    void viewsOverOneRelationLoseTheQualifierThatOldServersWrite() {
        var old = " SELECT orders.id,\n    orders.total\n   FROM public.orders\n  WHERE (orders.note = 'a'::text);";
        var recent = " SELECT id,\n    total\n   FROM public.orders\n  WHERE (note = 'a'::text);";

        assertThat(ViewText.normalise(old)).isEqualTo(ViewText.normalise(recent));
        assertThat(ViewText.normalise("SELECT a.id FROM a JOIN b ON a.x = b.x"))
                .isNotEqualTo(ViewText.normalise("SELECT b.id FROM a JOIN b ON a.x = b.x"));
    }
}
