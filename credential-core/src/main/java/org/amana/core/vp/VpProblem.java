package org.amana.core.vp;

import java.util.Set;
import org.amana.core.dcql.DcqlProblem;
import org.amana.core.problem.ErrorText;
import org.amana.core.problem.Problem;

/**
 * Why a wallet stops at an Authorization Request (OID4VP 1.0 section 8.5). Each of these is shown to the person and
 * nothing is posted anywhere: whoever sent the request is not known, or what it says cannot be relied on.
 */
public sealed interface VpProblem extends Problem {
    @Override
    default String code() {
        return "invalid_request";
    }

    /** Not a link with the parameters of an Authorization Request; a parameter missing or twice (RFC 6749 section 3.1). */
    record MalformedLink(String detail) implements VpProblem {}

    /** Plain parameters where the Client Identifier Prefix demands a signed Request Object (section 5.9.3). */
    record UnsignedRequest() implements VpProblem {
        @Override
        public String detail() {
            return "a signed request is required: request or request_uri";
        }
    }

    /** {@code redirect_uri:} with a Request Object, which nobody can verify (section 5.9.3), or without, which HAIP forbids. */
    record RedirectUriPrefix() implements VpProblem {
        @Override
        public String detail() {
            return "the Client Identifier Prefix redirect_uri cannot be verified";
        }
    }

    /** The reserved prefix {@code origin:}, which a wallet must not accept (section 5.9.3). */
    record OriginPrefix() implements VpProblem {
        @Override
        public String detail() {
            return "the Client Identifier Prefix origin is reserved";
        }
    }

    /** A prefix we do not know, or a client that would have to be pre-registered (section 5.9.2). */
    record UnsupportedClientId(String prefix) implements VpProblem {
        @Override
        public String detail() {
            return "client_id must begin with x509_hash: or x509_san_dns:, found " + ErrorText.quote(prefix);
        }
    }

    /** Neither {@code get} nor {@code post}, case-sensitive (section 5.1). */
    record InvalidRequestUriMethod(String found) implements VpProblem {
        @Override
        public String code() {
            return "invalid_request_uri_method";
        }

        @Override
        public String detail() {
            return "request_uri_method is get or post, found " + ErrorText.quote(found);
        }
    }

    /** {@code request_uri} is not an https address (RFC 9101 section 5.2). */
    record InvalidRequestUri() implements VpProblem {
        @Override
        public String detail() {
            return "request_uri must be an https address";
        }
    }

    /** The Request Object could not be had: not reached, refused, too large, too slow, redirected, an error (section 5.10.2). */
    record RequestNotFetched(String reason, String detail) implements VpProblem {
        /** Reason of an answer with a status from 500 on. */
        public static final String SERVER_ERROR = "http_server_error";

        /** It may be had later. */
        public boolean isPassing() {
            return Set.of("peer_unreachable", "peer_timed_out", SERVER_ERROR).contains(reason);
        }
    }

    /** The answer is not {@code application/oauth-authz-req+jwt} (section 5.10.1). */
    record WrongMediaType(String found) implements VpProblem {
        @Override
        public String detail() {
            return "the Request Object must be application/oauth-authz-req+jwt, found " + ErrorText.quote(found);
        }
    }

    /** {@code typ} is not {@code oauth-authz-req+jwt} (section 5). */
    record WrongRequestObjectType(String found) implements VpProblem {
        @Override
        public String detail() {
            return "typ of the Request Object must be oauth-authz-req+jwt, found " + ErrorText.quote(found);
        }
    }

    /** Not a JWT we accept, or its signature does not hold; {@code reason} is the code of the cause. */
    record InvalidRequestObject(String reason, String detail) implements VpProblem {}

    /** {@code client_id} outside and inside the Request Object differ (section 5.10.1, RFC 9101 section 10.7). */
    record ClientIdMismatch() implements VpProblem {
        @Override
        public String detail() {
            return "client_id of the link and of the Request Object differ";
        }
    }

    /** The hash in {@code client_id} is not the one of the leaf certificate (section 5.9.3, x509_hash). */
    record CertificateHashMismatch() implements VpProblem {
        @Override
        public String detail() {
            return "client_id is not the hash of the certificate that signed";
        }
    }

    /** The name in {@code client_id} is not a dNSName of the leaf certificate (section 5.9.3, x509_san_dns). */
    record DnsNameMismatch() implements VpProblem {
        @Override
        public String detail() {
            return "client_id is not a DNS name of the certificate that signed";
        }
    }

    /** The chain does not lead to an anchor for access certificates; {@code reason} is that of the chain. */
    record UntrustedVerifier(String reason, String detail) implements VpProblem {}

    /** {@code aud} is not {@code https://self-issued.me/v2} (section 5.8). */
    record WrongAudience() implements VpProblem {
        @Override
        public String detail() {
            return "aud must be https://self-issued.me/v2";
        }
    }

    /** {@code exp} has passed, or {@code nbf} or {@code iat} lie ahead. */
    record RequestExpired(String detail) implements VpProblem {}

    /** The {@code wallet_nonce} that was posted did not come back (section 5.10.1): the object may be an old one. */
    record WalletNonceMismatch() implements VpProblem {
        @Override
        public String detail() {
            return "wallet_nonce is not the one that was sent";
        }
    }

    /** A parameter is missing or has the wrong JSON type. */
    record InvalidParameter(String detail) implements VpProblem {}

    /** Not {@code vp_token}. */
    record UnsupportedResponseType() implements VpProblem {
        @Override
        public String code() {
            return "unsupported_response_type";
        }

        @Override
        public String detail() {
            return "response_type must be vp_token";
        }
    }

    /** Not {@code direct_post.jwt} (HAIP 1.0 section 5.1). */
    record UnsupportedResponseMode() implements VpProblem {
        @Override
        public String detail() {
            return "response_mode must be direct_post.jwt";
        }
    }

    /** {@code redirect_uri} beside a direct_post mode (section 8.2). */
    record RedirectUriPresent() implements VpProblem {
        @Override
        public String detail() {
            return "redirect_uri must not be present with direct_post.jwt";
        }
    }

    /** {@code response_uri} is missing or not an https address (section 8.2). */
    record InvalidResponseUri() implements VpProblem {
        @Override
        public String detail() {
            return "response_uri must be an https address";
        }
    }

    /** {@code response_uri} is on another host than the one that was authenticated (section 5.9.3, x509_san_dns). */
    record ResponseUriHostMismatch() implements VpProblem {
        @Override
        public String detail() {
            return "response_uri must be on the host named in client_id";
        }
    }

    /** Missing, empty, too long, or with other than URL-safe characters (section 5.2). */
    record InvalidNonce() implements VpProblem {
        @Override
        public String detail() {
            return "nonce must be 1 to 512 URL-safe characters";
        }
    }

    /** With other than URL-safe characters, or missing though a presentation without holder binding is asked (section 5.3). */
    record InvalidState(String detail) implements VpProblem {}

    /** Both a query and a scope, or neither (section 5.1); we know no scope that stands for a query. */
    record QueryMissing(String detail) implements VpProblem {}

    /** The query is not DCQL. */
    record InvalidQuery(DcqlProblem cause) implements VpProblem {
        @Override
        public String detail() {
            return "dcql_query: " + cause.detail();
        }
    }

    /** {@code client_metadata} holds no key we can encrypt to; nothing is sent in clear instead (section 8.3). */
    record NoEncryptionKey(String detail) implements VpProblem {}

    /** None of the formats that the Verifier takes is one we hold (section 8.5). */
    record VpFormatsNotSupported() implements VpProblem {
        @Override
        public String code() {
            return "vp_formats_not_supported";
        }

        @Override
        public String detail() {
            return "none of the formats asked for is dc+sd-jwt with ES256";
        }
    }

    /** {@code transaction_data} must be understood or refused (section 5.1); this wallet knows no type of it. */
    record TransactionDataNotSupported() implements VpProblem {
        @Override
        public String code() {
            return "invalid_transaction_data";
        }

        @Override
        public String detail() {
            return "transaction_data is of no known type";
        }
    }
}
