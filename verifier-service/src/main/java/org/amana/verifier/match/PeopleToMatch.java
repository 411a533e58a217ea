package org.amana.verifier.match;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.amana.core.json.Base64Url;
import org.amana.core.json.StrictJson;
import org.amana.verifier.request.Check;
import org.amana.verifier.request.ResponseKeys;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Keeps a {@link Person} between presentation and match, sealed under the check's own key; closing the check deletes it. */
@Repository
public class PeopleToMatch {
    private static final int MAX_BYTES = 64 * 1024;
    private final JdbcClient jdbc;
    private final ResponseKeys keys;

    PeopleToMatch(JdbcClient jdbc, ResponseKeys keys) {
        this.jdbc = jdbc;
        this.keys = keys;
    }

    /**
     * Keeps the person.
     *
     * @param check still open
     */
    public void keep(Check check, Person person) {
        byte[] plain = StrictJson.write(person.toJson()).getBytes(StandardCharsets.UTF_8);
        jdbc.sql("insert into person_to_match (check_id, sealed) values (:check, :sealed)")
                .param("check", check.id().value())
                .param("sealed", Base64Url.encode(keys.sealerOf(check).seal(plain, check.id().value())))
                .update();
    }

    /** The person of a check that waits for its match. */
    public Optional<Person> find(Check check) {
        return jdbc.sql("select sealed from person_to_match where check_id = :check")
                .param("check", check.id().value())
                .query(String.class)
                .optional()
                .map(sealed -> keys.sealerOf(check).open(Base64Url.decode(sealed), check.id().value()))
                .map(plain -> Person.of(StrictJson.parseObject(plain, MAX_BYTES)));
    }
}
