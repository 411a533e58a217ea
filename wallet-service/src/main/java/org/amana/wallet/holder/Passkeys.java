package org.amana.wallet.holder;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import org.amana.core.problem.ProblemException;
import org.amana.support.settings.AmanaProperties;
import org.amana.wallet.vault.HolderId;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.web.webauthn.api.AttestationConveyancePreference;
import org.springframework.security.web.webauthn.api.AuthenticatorAssertionResponse;
import org.springframework.security.web.webauthn.api.AuthenticatorAttestationResponse;
import org.springframework.security.web.webauthn.api.AuthenticatorSelectionCriteria;
import org.springframework.security.web.webauthn.api.ImmutableAuthenticationExtensionsClientInput;
import org.springframework.security.web.webauthn.api.ImmutableAuthenticationExtensionsClientInputs;
import org.springframework.security.web.webauthn.api.PublicKeyCredential;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialCreationOptions;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialRequestOptions;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialRpEntity;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialUserEntity;
import org.springframework.security.web.webauthn.api.ResidentKeyRequirement;
import org.springframework.security.web.webauthn.api.UserVerificationRequirement;
import org.springframework.security.web.webauthn.jackson.WebauthnJacksonModule;
import org.springframework.security.web.webauthn.management.ImmutablePublicKeyCredentialCreationOptionsRequest;
import org.springframework.security.web.webauthn.management.ImmutablePublicKeyCredentialRequestOptionsRequest;
import org.springframework.security.web.webauthn.management.ImmutableRelyingPartyRegistrationRequest;
import org.springframework.security.web.webauthn.management.JdbcUserCredentialRepository;
import org.springframework.security.web.webauthn.management.RelyingPartyAuthenticationRequest;
import org.springframework.security.web.webauthn.management.RelyingPartyPublicKey;
import org.springframework.security.web.webauthn.management.Webauthn4JRelyingPartyOperations;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Passkeys (WebAuthn Level 3): discoverable, with user verification, asking for the PRF extension. The user name a
 * passkey carries is the holder's random id, drawn anew for each sign-up, so that no sign-up can reach an existing
 * wallet. Spring Security verifies; what it stores holds no personal data.
 */
@Component
class Passkeys {

    private static final String LABEL = "passkey";
    private static final TypeReference<PublicKeyCredential<AuthenticatorAttestationResponse>> ATTESTATION = new TypeReference<>() {
    };
    private static final TypeReference<PublicKeyCredential<AuthenticatorAssertionResponse>> ASSERTION = new TypeReference<>() {
    };

    private final Webauthn4JRelyingPartyOperations relyingParty;
    private final JsonMapper json = JsonMapper.builder().addModule(new WebauthnJacksonModule()).build();

    Passkeys(JdbcOperations jdbc, AmanaProperties amana) {
        URI base = amana.baseUrl();
        relyingParty = new Webauthn4JRelyingPartyOperations(new HolderUsers(), new JdbcUserCredentialRepository(jdbc),
                PublicKeyCredentialRpEntity.builder().id(base.getHost()).name("Amana").build(),
                Set.of(base.getScheme() + "://" + base.getRawAuthority()));
        var prf = new ImmutableAuthenticationExtensionsClientInput<>("prf",
                Map.of("eval", Map.of("first", prfInput())));
        var extensions = new ImmutableAuthenticationExtensionsClientInputs(prf);
        relyingParty.setCustomizeCreationOptions(options -> options.extensions(extensions)
                .attestation(AttestationConveyancePreference.NONE)
                .authenticatorSelection(
                        AuthenticatorSelectionCriteria.builder()
                                .residentKey(ResidentKeyRequirement.REQUIRED)
                                .userVerification(UserVerificationRequirement.REQUIRED)
                                .build()));
        relyingParty.setCustomizeRequestOptions(
                options -> options.extensions(extensions).userVerification(UserVerificationRequirement.REQUIRED));
    }

    /** Options for a new passkey of a holder who does not exist yet. */
    PublicKeyCredentialCreationOptions creationOptions(HolderId holder) {
        return relyingParty.createPublicKeyCredentialCreationOptions(
                new ImmutablePublicKeyCredentialCreationOptionsRequest(UsernamePasswordAuthenticationToken
                        .authenticated(HolderUsers.name(holder), "", AuthorityUtils.NO_AUTHORITIES)));
    }

    /** Options for any passkey of this wallet service: the person need not say who they are. */
    PublicKeyCredentialRequestOptions requestOptions() {
        return relyingParty.createCredentialRequestOptions(
                new ImmutablePublicKeyCredentialRequestOptionsRequest(new AnonymousAuthenticationToken("passkey",
                        "anonymous", AuthorityUtils.createAuthorityList("ROLE_ANONYMOUS"))));
    }

    JsonNode toJson(Object options) {
        return json.valueToTree(options);
    }

    /**
     * Verifies and stores a new passkey.
     *
     * @return its credential id, base64url
     * @throws ProblemException {@link HolderProblem.PasskeyRefused}
     */
    String register(Registration registration) {
        PublicKeyCredential<AuthenticatorAttestationResponse> credential = read(registration.credential(), ATTESTATION);
        try {
            return relyingParty
                    .registerCredential(new ImmutableRelyingPartyRegistrationRequest(registration.options(),
                            new RelyingPartyPublicKey(credential, LABEL)))
                    .getCredentialId()
                    .toBase64UrlString();
        } catch (RuntimeException e) {
            throw refused(e);
        }
    }

    /**
     * Verifies a passkey's answer.
     *
     * @throws ProblemException {@link HolderProblem.PasskeyRefused}
     */
    Shown authenticate(PublicKeyCredentialRequestOptions options, JsonNode answer) {
        PublicKeyCredential<AuthenticatorAssertionResponse> credential = read(answer, ASSERTION);
        try {
            PublicKeyCredentialUserEntity user = relyingParty
                    .authenticate(new RelyingPartyAuthenticationRequest(options, credential));
            return new Shown(HolderId.of(user.getId().getBytes()), credential.getRawId().toBase64UrlString());
        } catch (RuntimeException e) {
            throw refused(e);
        }
    }

    private <T> T read(JsonNode answer, TypeReference<T> type) {
        ObjectNode stripped = answer instanceof ObjectNode object ? object.deepCopy() : json.createObjectNode();
        // the PRF output is a key; it must not reach the verifying library or its log
        stripped.putObject("clientExtensionResults");
        try {
            return json.treeToValue(stripped, type);
        } catch (JacksonException | IllegalArgumentException e) {
            throw refused(e);
        }
    }

    private static ProblemException refused(Exception cause) {
        return new ProblemException(
                new HolderProblem.PasskeyRefused("the passkey's answer failed: " + cause.getClass().getSimpleName()));
    }

    /** One input for every passkey: the authenticator mixes in a secret of its own for each credential. */
    private static String prfInput() {
        try {
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(MessageDigest.getInstance("SHA-256")
                            .digest("amana/vault/prf-input/v1".getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is part of every JDK", e);
        }
    }

    /** A new passkey as the browser gave it, with the options it answers. */
    record Registration(HolderId holder, PublicKeyCredentialCreationOptions options, JsonNode credential) {}

    /** A passkey that was shown and verified. */
    record Shown(HolderId holder, String credentialId) {}
}
