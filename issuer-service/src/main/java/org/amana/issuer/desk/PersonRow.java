package org.amana.issuer.desk;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.UUID;
import org.hibernate.annotations.ColumnTransformer;
import org.hibernate.annotations.Immutable;

/** Read model of a person for the desk; writing goes through the register import alone. */
@Entity
@Immutable
@Table(name = "person")
@SuppressWarnings("NullAway.Init") // Hibernate fills the fields
class PersonRow {
    @Id
    private UUID id;
    private String authority;
    @Column(name = "register_number")
    private String registerNumber;
    @Column(name = "given_name")
    private String givenName;
    @Column(name = "family_name")
    private String familyName;
    @Column(name = "birth_date")
    private String birthDate;
    @ColumnTransformer(read = "columns::text")
    private String columns;

    protected PersonRow() {}

    UUID id() {
        return id;
    }

    String authority() {
        return authority;
    }

    String registerNumber() {
        return registerNumber;
    }

    String name() {
        return (givenName + " " + familyName).strip();
    }

    String birthDate() {
        return birthDate;
    }

    /** All register columns as a JSON object. */
    String columns() {
        return columns;
    }
}
