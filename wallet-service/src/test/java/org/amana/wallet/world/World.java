package org.amana.wallet.world;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.amana.core.guardian.GuardianMandate;
import org.amana.core.key.CertificateProfile;
import org.amana.core.key.EphemeralKey;
import org.amana.core.key.KeyPurpose;
import org.amana.core.key.SigningKey;
import org.amana.core.register.LocalizedText;
import org.amana.core.register.TrustList;
import org.amana.core.register.TrustedIssuer;
import org.amana.core.register.TrustedLedger;
import org.amana.core.trust.DevelopmentCa;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;

/** Everybody a wallet meets, started once for all tests. */
public final class World implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    public static final String WORK = "https://amana.example/vct/right-to-work";
    public static final String QUALIFICATION = "https://amana.example/vct/qualification";
    /** An issuer in the trust list that may issue no qualification. */
    public static final String OTHER_SOURCE = "https://school.test/office";
    /** An issuer of qualifications in the trust list about which no ledger keeps consents. */
    public static final String UNKEPT_SOURCE = "https://far.test/office";
    private static final Clock CLOCK = Clock.systemUTC();
    private static final Path TRUST = folder();
    private static final DevelopmentCa CA = DevelopmentCa.openOrCreate(TRUST, CLOCK);
    private static final AtomicBoolean TRUSTS_FAR_LEDGER = new AtomicBoolean(true);
    private static final SigningKey REGISTRAR = key(
            CertificateProfile.of(KeyPurpose.REGISTRAR, "Registrar").withOrganization("National register", "NTREX-1"));

    /** The ledger with the register. */
    public static final FakeLedger LEDGER = new FakeLedger("ledger.test/log", World::trustList);
    /** The ledger of another node, which keeps consents about {@link #FAR_ISSUER}. */
    public static final FakeLedger FAR_LEDGER = new FakeLedger("far-ledger.test/log", () -> "");
    /** The labour office. */
    public static final FakeIssuer ISSUER = new FakeIssuer("Labour Office");
    /** The labour office of another node. */
    public static final FakeIssuer FAR_ISSUER = new FakeIssuer("Far Labour Office");
    /** The juvenile court, which gives guardians their cards. */
    public static final FakeIssuer COURT = new FakeIssuer("Juvenile Court");
    /** Harbour Bakery. */
    public static final FakeVerifier VERIFIER = new FakeVerifier();

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        TestPropertyValues
                .of(Map.of("amana.trust.dir", TRUST.toString(), "amana.trust.refresh", "0s", "amana.peers.ledger",
                        LEDGER.url("").toString(), "amana.peers.node-name", "people",
                        "amana.wallet.holder.sign-ups-per-address", "100000",
                        "amana.wallet.holder.passphrase.memory-kib", "7168",
                        "amana.wallet.holder.passphrase.iterations", "1"))
                .applyTo(context);
    }

    /** Everybody behaves again and has forgotten what they were asked. */
    public static void calm() {
        LEDGER.be(FakeLedger.Mood.HONEST);
        FAR_LEDGER.be(FakeLedger.Mood.HONEST);
        trustFarLedger(true);
        ISSUER.reset();
        FAR_ISSUER.reset();
        COURT.reset();
        VERIFIER.reset();
        LEDGER.forget();
        FAR_LEDGER.forget();
        ISSUER.forget();
        FAR_ISSUER.forget();
        COURT.forget();
        VERIFIER.forget();
    }

    /** Whether the operator lists the other node's ledger. */
    public static void trustFarLedger(boolean trusted) {
        TRUSTS_FAR_LEDGER.set(trusted);
    }

    public static Instant now() {
        return CLOCK.instant();
    }

    /** A key with a certificate of the development authority. */
    public static SigningKey key(CertificateProfile profile) {
        EphemeralKey key = EphemeralKey.generate();
        return key.withChain(CA.certify(key.publicKey(), profile));
    }

    static SigningKey registrar() {
        return REGISTRAR;
    }

    private static String trustList() {
        TrustedIssuer labourOffice = new TrustedIssuer(ISSUER.id(),
                new LocalizedText(Map.of("en", "Labour Office", "ar", "مكتب العمل")), "PT",
                List.of(WORK, QUALIFICATION), CA.anchors(KeyPurpose.ISSUER));
        TrustedIssuer schoolOffice = new TrustedIssuer(OTHER_SOURCE, LocalizedText.english("School Office"), "PT",
                List.of(WORK), CA.anchors(KeyPurpose.ISSUER));
        TrustedIssuer court = new TrustedIssuer(COURT.id(),
                new LocalizedText(Map.of("en", "Juvenile Court", "ar", "محكمة الأحداث")), "PT",
                List.of(GuardianMandate.VCT), CA.anchors(KeyPurpose.ISSUER));
        TrustedIssuer keptNowhere = new TrustedIssuer(UNKEPT_SOURCE, LocalizedText.english("Far Office"), "PT",
                List.of(QUALIFICATION), CA.anchors(KeyPurpose.ISSUER));
        TrustedIssuer far = new TrustedIssuer(FAR_ISSUER.id(), LocalizedText.english("Far Labour Office"), "PT",
                List.of(QUALIFICATION), CA.anchors(KeyPurpose.ISSUER));
        TrustedLedger home = LEDGER.trusted(ISSUER.id(), OTHER_SOURCE);
        return new TrustList(now().minusSeconds(1), now().plus(Duration.ofDays(1)),
                List.of(labourOffice, schoolOffice, court, keptNowhere, far),
                CA.anchors(KeyPurpose.ACCESS), CA.anchors(KeyPurpose.REGISTRAR),
                TRUSTS_FAR_LEDGER.get() ? List.of(home, FAR_LEDGER.trusted(FAR_ISSUER.id())) : List.of(home))
                .sign(REGISTRAR);
    }

    private static Path folder() {
        try {
            return Files.createTempDirectory("amana-world");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
