package org.amana.issuer.desk;

import java.util.UUID;
import org.springframework.data.domain.Pageable;
import org.springframework.data.domain.Slice;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** Finds people for the desk; every query names the authority. */
interface PersonRows extends Repository<PersonRow, UUID> {
    @Query("""
            select p from PersonRow p where p.authority = :authority
            and (lower(concat(p.givenName, ' ', p.familyName)) like :pattern escape '!'
                 or lower(p.registerNumber) like :pattern escape '!')
            order by p.familyName, p.givenName, p.id""")
    Slice<PersonRow> search(String authority, String pattern, Pageable page);
}
