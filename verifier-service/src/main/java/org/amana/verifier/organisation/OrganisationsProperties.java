package org.amana.verifier.organisation;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The organisations this service speaks for.
 *
 * @param organisations none by default
 */
@Validated
@ConfigurationProperties("amana.verifier")
public record OrganisationsProperties(@Valid @DefaultValue List<Entry> organisations) {
    public OrganisationsProperties {
        organisations = List.copyOf(organisations);
        var names = new HashSet<String>();
        organisations.stream()
                .flatMap(one -> Stream.concat(one.staff().stream(), one.officers().stream()))
                .filter(name -> !names.add(name))
                .findFirst()
                .ifPresent(name -> {
                    throw new IllegalArgumentException("the user name " + name + " stands for two accounts: whoever"
                            + " opens accesses does not review them, and names are unique within the service");
                });
    }

    /**
     * One organisation.
     *
     * @param id its path in this service, such as {@code harbour-bakery}
     * @param names legal name by language; {@code en} is required
     * @param country ISO 3166-1 alpha-2
     * @param partyId its id in the ledger's register; the same as {@code id} when left out
     * @param identifiers official identifiers, such as {@code LEIXG-000000AMANADEMO00042}; the first stands in the certificate
     * @param zone where its working day begins and ends, such as {@code Europe/Madrid}
     * @param exchangeUses intended uses, resting on consent, for which its desk may ask other authorities for data
     * @param staff user names that get an account at first start
     * @param officers user names of its data protection officers, who get one as well; none of them stands under {@code staff}
     */
    public record Entry(@NotBlank String id, @NotEmpty Map<String, String> names, @NotBlank String country,
                        @DefaultValue("") String partyId, @DefaultValue List<String> identifiers,
                        @DefaultValue("UTC") ZoneId zone, @DefaultValue List<String> exchangeUses,
                        @DefaultValue List<String> staff, @DefaultValue List<String> officers) {
        public Entry {
            names = Map.copyOf(names);
            identifiers = List.copyOf(identifiers);
            exchangeUses = List.copyOf(exchangeUses);
            staff = List.copyOf(staff);
            officers = List.copyOf(officers);
            partyId = partyId.isBlank() ? id : partyId;
        }
    }
}
