package org.amana.issuer.desk;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.Immutable;

/** Read model of an offer for the desk. */
@Entity
@Immutable
@Table(name = "offer")
@SuppressWarnings({"NullAway.Init", "UnusedVariable"}) // Hibernate fills the fields; queries read them
class OfferRow {
    @Id
    private UUID id;
    private String authority;
    @Column(name = "person_id")
    private UUID personId;
    @Column(name = "configuration_id")
    private String configurationId;
    private String delivery;
    private String state;
    @Column(name = "created_at")
    private Instant createdAt;
    @Column(name = "expires_at")
    private Instant expiresAt;

    protected OfferRow() {}

    UUID id() {
        return id;
    }

    String configurationId() {
        return configurationId;
    }

    String delivery() {
        return delivery;
    }

    String state() {
        return state;
    }

    Instant createdAt() {
        return createdAt;
    }

    Instant expiresAt() {
        return expiresAt;
    }
}
