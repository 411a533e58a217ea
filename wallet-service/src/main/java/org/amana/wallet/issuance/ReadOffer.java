package org.amana.wallet.issuance;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.amana.core.http.HttpPeer;
import org.amana.core.json.JsonProblem;
import org.amana.core.problem.ProblemException;
import org.amana.core.register.TrustedIssuer;
import org.amana.core.vci.AuthorizationServerMetadata;
import org.amana.core.vci.CredentialConfiguration;
import org.amana.core.vci.CredentialConfigurationId;
import org.amana.core.vci.CredentialIssuerIdentifier;
import org.amana.core.vci.CredentialIssuerMetadata;
import org.amana.core.vci.CredentialOffer;
import org.amana.core.vci.CredentialOffer.PreAuthorizedCodeGrant;
import org.amana.core.vci.CredentialOfferLink;
import org.amana.core.vci.LocalizedName;
import org.amana.core.vci.TransactionCode;
import org.amana.core.vci.VciProblem;
import org.amana.support.trust.TrustListSource;
import org.amana.wallet.history.PartyNote;
import org.amana.wallet.issuance.Issuance.Wanted;
import org.amana.wallet.problem.ApiProblem;
import org.amana.wallet.type.TypeWords;
import org.amana.wallet.vault.Vault;
import org.amana.wallet.vault.VaultCollection;
import org.springframework.stereotype.Component;

/** Reads an offer and everything it leads to, checks all of it, and shows who offers what. Sends nothing but questions. */
@Component
public class ReadOffer {

    private static final int LARGEST_BATCH = 10;

    /** The offer itself may live longer, on a letter; then it is read again. */
    private static final Duration FORGOTTEN_AFTER = Duration.ofDays(1);

    private final HttpPeer peer;
    private final TrustListSource trust;
    private final TypeWords types;
    private final Clock clock;
    private final RandomGenerator random;

    ReadOffer(HttpPeer peer, TrustListSource trust, TypeWords types, Clock clock, RandomGenerator random) {
        this.peer = peer;
        this.trust = trust;
        this.types = types;
        this.clock = clock;
        this.random = random;
    }

    /**
     * Reads a scanned, clicked or pasted offer.
     *
     * @throws ProblemException {@link IssuanceProblem.OfferRefused}, {@link IssuanceProblem.IssuerMisbehaves},
     *             {@link org.amana.core.http.PeerProblem}
     */
    public OfferView open(Vault vault, String link, Locale language) {
        Issuance issuance = translated(() -> read(link));
        forgetOld(vault);
        vault.put(VaultCollection.ISSUANCES, issuance.id(), issuance);
        return view(issuance, language);
    }

    /** Only the open wallet can tell which of its sealed rows is an offer that nobody took. */
    private void forgetOld(Vault vault) {
        Instant then = clock.instant().minus(FORGOTTEN_AFTER);
        vault.all(VaultCollection.ISSUANCES, Issuance.class)
                .stream()
                .filter(old -> old.started().isBefore(then))
                .forEach(old -> vault.remove(VaultCollection.ISSUANCES, old.id()));
    }

    /**
     * An offer that was read before.
     *
     * @throws ProblemException {@link ApiProblem.NotFound}
     */
    public OfferView find(Vault vault, String id, Locale language) {
        return view(vault.find(VaultCollection.ISSUANCES, id, Issuance.class)
                .orElseThrow(() -> new ProblemException(new ApiProblem.NotFound("no such issuance"))), language);
    }

    private Issuance read(String link) {
        CredentialOffer offer = CredentialOfferLink.parse(link).resolve(peer);
        PreAuthorizedCodeGrant grant = offer.preAuthorizedCode()
                .orElseThrow(() -> refused("the offer has no pre-authorized code"));
        CredentialIssuerMetadata metadata = CredentialIssuerMetadata.fetch(peer, offer.credentialIssuer());
        CredentialIssuerIdentifier server = authorizationServer(metadata, grant);
        AuthorizationServerMetadata serverMetadata = AuthorizationServerMetadata.fetch(peer, server);
        if (!serverMetadata.grantTypes().contains(PreAuthorizedCodeGrant.GRANT_TYPE)) {
            throw misbehaves("the authorization server does not speak the pre-authorized code grant");
        }
        if (metadata.requestEncryptionRequired() || metadata.responseEncryptionRequired()) {
            throw misbehaves("the issuer wants encrypted requests or responses");
        }
        List<Wanted> wanted = new ArrayList<>();
        for (CredentialConfigurationId id : offer.credentialConfigurationIds()) {
            wanted.add(wanted(metadata, id));
        }
        String issuerId = offer.credentialIssuer().value();
        Optional<TrustedIssuer> listed = trust.issuer(issuerId);
        boolean trusted = listed.isPresent()
                && wanted.stream().allMatch(one -> listed.get().types().contains(one.vct()));
        return new Issuance(new UUID(random.nextLong(), random.nextLong()).toString(), clock.instant(), offer.toJson(),
                party(issuerId, listed, metadata), trusted, wanted, batchSize(metadata.batchSize()),
                serverMetadata.tokenEndpoint().toString(), metadata.credentialEndpoint().toString(),
                metadata.nonceEndpoint().map(URI::toString).orElse(null), serverMetadata.anonymousAccess(), null, null);
    }

    /** OpenID4VCI 1.0 section 4.1.1: the server an offer names must be one its issuer lists. */
    private static CredentialIssuerIdentifier authorizationServer(CredentialIssuerMetadata metadata,
                                                                  PreAuthorizedCodeGrant grant) {
        Optional<String> named = grant.authorizationServer();
        if (named.isEmpty()) {
            return metadata.authorizationServer();
        }
        return metadata.authorizationServers()
                .stream()
                .filter(server -> server.value().equals(named.get()))
                .findFirst()
                .orElseThrow(() -> refused("the offer names an authorization server its issuer does not list"));
    }

    private static Wanted wanted(CredentialIssuerMetadata metadata, CredentialConfigurationId id) {
        CredentialConfiguration configuration = metadata.configurations().get(id);
        if (configuration == null) {
            throw refused("the offer names a configuration its issuer does not have");
        }
        if (!configuration.format().equals(CredentialConfiguration.SD_JWT_VC) || configuration.vct().isEmpty()) {
            throw refused("the offered format is not dc+sd-jwt");
        }
        if (!configuration.proofSigningAlgorithms().contains("ES256") || configuration.keyAttestationRequired()) {
            throw refused("the issuer wants another kind of key proof than this wallet makes");
        }
        return new Wanted(id.value(), configuration.vct().get());
    }

    /** Name and country come from the trust list; what an unlisted issuer says of itself is shown, never believed. */
    private static PartyNote party(String issuerId, Optional<TrustedIssuer> listed, CredentialIssuerMetadata metadata) {
        if (listed.isPresent()) {
            return new PartyNote(listed.get().name().byLanguage(), issuerId, listed.get().country(), null, null, null);
        }
        Map<String, String> names = new TreeMap<>();
        for (LocalizedName name : metadata.display()) {
            names.putIfAbsent(name.locale().map(tag -> Locale.forLanguageTag(tag).getLanguage()).orElse("en"),
                    name.name());
        }
        return new PartyNote(names.isEmpty() ? Map.of("en", issuerId) : names, issuerId, null, null, null, null);
    }

    private static int batchSize(OptionalInt offered) {
        return Math.min(offered.orElse(1), LARGEST_BATCH);
    }

    private OfferView view(Issuance issuance, Locale language) {
        return new OfferView(issuance.id(),
                new OfferView.Issuer(issuance.issuer().identifier(), issuance.issuer().name(language),
                        issuance.issuer().country(), issuance.trusted()),
                issuance.wanted()
                        .stream()
                        .map(one -> new OfferView.Offered(one.configurationId(), one.vct(),
                                types.name(one.vct(), language)))
                        .toList(),
                CredentialOffer.parse(issuance.offer())
                        .preAuthorizedCode()
                        .flatMap(PreAuthorizedCodeGrant::txCode)
                        .map(ReadOffer::txCode)
                        .orElse(null),
                issuance.trusted());
    }

    private static OfferView.TxCode txCode(TransactionCode code) {
        return new OfferView.TxCode(code.length().isPresent() ? code.length().getAsInt() : null,
                code.inputMode().name().toLowerCase(Locale.ROOT), code.description().orElse(null));
    }

    /** The issuer's faults in the words of this wallet. */
    static <T> T translated(Supplier<T> step) {
        try {
            return step.get();
        } catch (ProblemException e) {
            throw switch (e.problem()) {
                case VciProblem.InvalidCredentialOffer offer -> new ProblemException(
                        new IssuanceProblem.OfferRefused(offer.detail()), e);
                case VciProblem.IssuerRefused denied -> new ProblemException(
                        new IssuanceProblem.IssuerDenied(denied.error() + ": " + denied.detail()), e);
                case VciProblem other -> new ProblemException(
                        new IssuanceProblem.IssuerMisbehaves(other.detail()), e);
                case JsonProblem json -> new ProblemException(new IssuanceProblem.IssuerMisbehaves(json.detail()), e);
                default -> e;
            };
        }
    }

    private static ProblemException refused(String detail) {
        return new ProblemException(new IssuanceProblem.OfferRefused(detail));
    }

    private static ProblemException misbehaves(String detail) {
        return new ProblemException(new IssuanceProblem.IssuerMisbehaves(detail));
    }
}
