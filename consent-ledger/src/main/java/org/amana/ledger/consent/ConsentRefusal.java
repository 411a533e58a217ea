package org.amana.ledger.consent;

import org.amana.core.problem.Problem;

/** Why an event about a consent is not taken, beside {@link org.amana.core.consent.LifeProblem}. Nothing is appended. */
public sealed interface ConsentRefusal extends Problem {
    /** The event is of another kind than the endpoint takes. */
    record WrongKind(String detail) implements ConsentRefusal {
        @Override
        public String code() {
            return "wrong_kind";
        }
    }

    /** The event says something else than the register about purpose, basis, categories or retention. */
    record NotAsRegistered(String detail) implements ConsentRefusal {
        @Override
        public String code() {
            return "not_as_registered";
        }
    }

    /** Only what rests on consent is given, refused and withdrawn; the rest is approved (GDPR Art. 6(1)). */
    record NotConsent() implements ConsentRefusal {
        @Override
        public String code() {
            return "not_consent";
        }

        @Override
        public String detail() {
            return "this intended use does not rest on consent alone";
        }
    }

    /** The event's time is not now; or, for one that is handed in again, not in the time that was lost. */
    record WrongTime() implements ConsentRefusal {
        @Override
        public String code() {
            return "wrong_time";
        }

        @Override
        public String detail() {
            return "the time of the event is more than ten minutes from when the ledger took it";
        }
    }

    /** Sequence number or previous commitment do not continue the relation; the person's view gives the right ones. */
    record WrongPosition(long expectedSeq) implements ConsentRefusal {
        @Override
        public String code() {
            return "wrong_position";
        }

        @Override
        public String detail() {
            return "the event must continue its relation with seq " + expectedSeq;
        }
    }

    /** The record or the request was decided before. */
    record AlreadyDecided(String detail) implements ConsentRefusal {
        @Override
        public String code() {
            return "already_decided";
        }
    }

    /** There is no such record for this caller. */
    record UnknownRecord() implements ConsentRefusal {
        @Override
        public String code() {
            return "unknown_record";
        }

        @Override
        public String detail() {
            return "no such record";
        }
    }

    /** What is asked is not possible as it stands. */
    record WrongState(String detail) implements ConsentRefusal {
        @Override
        public String code() {
            return "wrong_state";
        }
    }

    /** The renewal is of something else than the consent that stands, or does not make it hold longer. */
    record NotARenewal(String detail) implements ConsentRefusal {
        @Override
        public String code() {
            return "not_a_renewal";
        }
    }

    /** Event and salt are not what the log holds at that index. */
    record OpensNothing(long index) implements ConsentRefusal {
        @Override
        public String code() {
            return "opens_nothing";
        }

        @Override
        public String detail() {
            return "event and salt do not open entry " + index;
        }
    }

    /** The opening is of an entry that another relation's key signed. */
    record NotOwn(long index) implements ConsentRefusal {
        @Override
        public String code() {
            return "not_own";
        }

        @Override
        public String detail() {
            return "entry " + index + " is another key's";
        }
    }

    /** The ledger did not lose the content of that entry. */
    record NotLost(long index) implements ConsentRefusal {
        @Override
        public String code() {
            return "not_lost";
        }

        @Override
        public String detail() {
            return "the content of entry " + index + " was never lost";
        }
    }

    /** A tombstone names that entry: what was forgotten is not taken back. */
    record Forgotten(long index) implements ConsentRefusal {
        @Override
        public String code() {
            return "forgotten";
        }

        @Override
        public String detail() {
            return "entry " + index + " was erased on request";
        }
    }

    /** What is stored of this consent is not what the log says; somebody changed it. It permits nothing. */
    record Contradicted(long index) implements ConsentRefusal {
        @Override
        public String code() {
            return "contradicted";
        }

        @Override
        public String detail() {
            return "what is stored about entry " + index + " contradicts the log; nothing is permitted by it until"
                    + " the ledger's operator has repaired it";
        }
    }

    /** A law demands that this be kept for now (GDPR Art. 17(3)); the person's view says which and why. */
    record OnHold() implements ConsentRefusal {
        @Override
        public String code() {
            return "on_hold";
        }

        @Override
        public String detail() {
            return "a law demands that this be kept for now; your entries say which law and why";
        }
    }

    /** The confirmation is not the recipient's. */
    record NotTheRecipient() implements ConsentRefusal {
        @Override
        public String code() {
            return "not_the_recipient";
        }

        @Override
        public String detail() {
            return "the confirmation is not signed by the recipient of this consent";
        }
    }
}
