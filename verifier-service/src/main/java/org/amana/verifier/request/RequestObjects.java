package org.amana.verifier.request;

import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The signed forms of each open request. */
@Repository
public class RequestObjects {
    private final JdbcClient jdbc;

    RequestObjects(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void insert(CheckId check, StoredRequestObject object, boolean forWalletNonce) {
        jdbc.sql("""
                insert into request_object (state, check_id, request_hash, wallet_nonce, jwt)
                values (:state, :check, :hash, :nonce, :jwt)""")
                .param("state", object.state())
                .param("check", check.value())
                .param("hash", object.requestHash())
                .param("nonce", forWalletNonce)
                .param("jwt", object.jwt())
                .update();
    }

    /** The only form there is from now on. */
    void replace(CheckId check, StoredRequestObject object, boolean forWalletNonce) {
        jdbc.sql("delete from request_object where check_id = :check").param("check", check.value()).update();
        insert(check, object, forWalletNonce);
    }

    /** Every form that was handed out, the one without {@code wallet_nonce} first. */
    public List<StoredRequestObject> of(CheckId check) {
        return jdbc.sql(
                "select state, request_hash, jwt from request_object where check_id = :check order by wallet_nonce")
                .param("check", check.value())
                .query((row, number) -> new StoredRequestObject(row.getString(1), row.getString(2), row.getString(3)))
                .list();
    }

    Optional<StoredRequestObject> plain(CheckId check) {
        return of(check).stream().findFirst();
    }
}
