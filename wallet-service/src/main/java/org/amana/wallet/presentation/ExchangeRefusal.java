package org.amana.wallet.presentation;

import java.util.List;
import org.amana.wallet.problem.WalletProblem;

/**
 * Why a person is not even asked whether one office may send their data to another. Nothing was posted anywhere, and no
 * act of the person's own passes these: the ledger and the source would not take such a consent either.
 */
public sealed interface ExchangeRefusal extends WalletProblem {

    @Override
    default int status() {
        return 422;
    }

    @Override
    default List<String> findings() {
        return List.of(code());
    }

    /** Whoever asks has no registration that holds, or it could not be checked now. */
    record Unregistered() implements ExchangeRefusal {
        @Override
        public String code() {
            return "exchange_unregistered";
        }

        @Override
        public String detail() {
            return "expected a registration of the requester that holds now";
        }
    }

    /** The registered use rests on another ground than consent, or on another one as well. */
    record NotByConsent() implements ExchangeRefusal {
        @Override
        public String code() {
            return "exchange_not_by_consent";
        }

        @Override
        public String detail() {
            return "expected a registered use that rests on consent alone";
        }
    }

    /** The source is not in the trust list. */
    record SourceUnknown() implements ExchangeRefusal {
        @Override
        public String code() {
            return "exchange_source_unknown";
        }

        @Override
        public String detail() {
            return "expected a source that is an issuer in the trust list";
        }
    }

    /** The trust list names no ledger, or two, for consents about the source. */
    record LedgerUnknown() implements ExchangeRefusal {
        @Override
        public String code() {
            return "exchange_ledger_unknown";
        }

        @Override
        public String detail() {
            return "expected one ledger in the trust list that keeps consents about the source";
        }
    }

    /** The source may not issue what it is to send, or the card that is to be shown. */
    record SourceNotTrusted() implements ExchangeRefusal {
        @Override
        public String code() {
            return "exchange_source_not_trusted";
        }

        @Override
        public String detail() {
            return "expected types that the source may issue";
        }
    }

    /** Beside the data of the source, the request wants more than the proof of who the person is there. */
    record MoreThanIdentity() implements ExchangeRefusal {
        @Override
        public String code() {
            return "exchange_more_than_identity";
        }

        @Override
        public String detail() {
            return "expected one card, bound to its holder, and no claim of it";
        }
    }

    /** A guardian is asked for another card than the mandate, for less or more of it, or without its key. */
    record MoreThanMandate() implements ExchangeRefusal {
        @Override
        public String code() {
            return "exchange_more_than_mandate";
        }

        @Override
        public String detail() {
            return "expected one guardian's card, bound to its holder, with its mandate and reference alone";
        }
    }

    /** A guardian is asked although the person under age has not said yes: nothing could come of it. */
    record WardHasNotAgreed() implements ExchangeRefusal {
        @Override
        public String code() {
            return "exchange_ward_has_not_agreed";
        }

        @Override
        public String detail() {
            return "expected a person under age who has said yes";
        }
    }

    /** The end is over, or later than the requester may keep anything. */
    record WrongEnd() implements ExchangeRefusal {
        @Override
        public String code() {
            return "exchange_wrong_end";
        }

        @Override
        public String detail() {
            return "expected an end in the future and within the registered retention";
        }
    }
}
