package org.amana.ledger.audit;

import java.time.Instant;
import java.time.Period;
import java.util.List;
import java.util.Optional;
import org.amana.core.register.SupervisoryAuthority;
import org.amana.ledger.register.LegalBasis;

/**
 * What a controller does with data, as far as register and log know it (GDPR Art. 30(1)).
 *
 * @param persons categories of persons: those who hold credentials of these types
 * @param data categories of data, by name
 * @param recipients whom the controller hands the data on to
 * @param retired no new consents
 * @param version of the intended use, registered by the entry {@code registeredBy}
 * @param standing consents that stand now
 * @param exchanged what was exchanged under them since the beginning, erased relations left out
 * @param last newest entry about a person under this purpose
 */
record ProcessingRecord(String id, String purpose, Controller controller, List<LegalBasis> legalBasis,
                        Optional<String> lawReference, List<String> persons, List<String> data, List<String> recipients,
                        Period retention, boolean retired, int version, long registeredBy, long standing,
                        Exchanged exchanged, Optional<LastEntry> last) {
    /** How often other offices were permitted to send the data, were denied it, and it arrived. */
    record Exchanged(long permits, long denials, long deliveries) {}

    /** Who decides about the processing, and where to turn. */
    record Controller(String id, String name, String country, Optional<String> contact,
                      Optional<SupervisoryAuthority> supervisor) {}

    /** An entry of the log. */
    record LastEntry(long index, Instant at) {}
}
