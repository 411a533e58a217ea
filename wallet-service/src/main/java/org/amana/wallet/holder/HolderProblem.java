package org.amana.wallet.holder;

import java.util.List;
import org.amana.wallet.problem.WalletProblem;

/** Why a wallet is not made, not opened, or not open any more. */
public sealed interface HolderProblem extends WalletProblem {

    /** Wallet id and passphrase do not belong together, or the passkey is not known. Never says which. */
    record WrongUnlock() implements HolderProblem {
        @Override
        public String code() {
            return "wrong_unlock";
        }

        @Override
        public String detail() {
            return "expected the wallet's passkey or passphrase";
        }

        @Override
        public int status() {
            return 401;
        }
    }

    /** The passkey was right; this wallet wants the passphrase as well. */
    record PassphraseNeeded() implements HolderProblem {
        @Override
        public String code() {
            return "passphrase_needed";
        }

        @Override
        public String detail() {
            return "expected a passphrase after the passkey";
        }

        @Override
        public int status() {
            return 401;
        }
    }

    /** Too many wrong tries from this address. Other addresses are not touched. */
    record TooManyTries(long seconds) implements HolderProblem {
        @Override
        public String code() {
            return "too_many_tries";
        }

        @Override
        public String detail() {
            return "expected a pause of " + seconds + " seconds";
        }

        @Override
        public int status() {
            return 429;
        }

        @Override
        public List<Object> arguments() {
            return List.of(seconds);
        }
    }

    /** More passphrases are being tried at this moment than the machine has memory for. */
    record Busy() implements HolderProblem {
        @Override
        public String code() {
            return "busy";
        }

        @Override
        public String detail() {
            return "expected fewer unlocks at once";
        }

        @Override
        public int status() {
            return 503;
        }
    }

    /** A passphrase has 8 to 256 characters. */
    record WeakPassphrase() implements HolderProblem {
        @Override
        public String code() {
            return "weak_passphrase";
        }

        @Override
        public String detail() {
            return "expected 8 to 256 characters";
        }

        @Override
        public int status() {
            return 422;
        }
    }

    /** Neither a passphrase nor a passkey that yields a secret was given. */
    record NoWayToUnlock() implements HolderProblem {
        @Override
        public String code() {
            return "no_way_to_unlock";
        }

        @Override
        public String detail() {
            return "expected a passphrase or a passkey with PRF";
        }

        @Override
        public int status() {
            return 422;
        }
    }

    /** The passkey's answer does not fit the question this session was asked. */
    record PasskeyRefused(String detail) implements HolderProblem {
        @Override
        public String code() {
            return "passkey_refused";
        }

        @Override
        public int status() {
            return 401;
        }
    }
}
