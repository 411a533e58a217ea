package org.amana.wallet.keyring;

import org.amana.wallet.problem.WalletProblem;

/** What can go wrong with a key of the holder. */
public sealed interface KeyringProblem extends WalletProblem {

    /** A signature from the browser does not fit its key or the bytes that were prepared. */
    record WrongSignature(String detail) implements KeyringProblem {
        @Override
        public String code() {
            return "wrong_signature";
        }

        @Override
        public int status() {
            return 422;
        }
    }

    /** The key of this copy is not in the vault any more. */
    record KeyGone() implements KeyringProblem {
        @Override
        public String code() {
            return "key_gone";
        }

        @Override
        public String detail() {
            return "expected the key of this copy in the vault";
        }

        @Override
        public int status() {
            return 409;
        }
    }

    /** The keys posted are not as many distinct public P-256 keys as were asked for. */
    record WrongKeys(String detail) implements KeyringProblem {
        @Override
        public String code() {
            return "wrong_keys";
        }

        @Override
        public int status() {
            return 422;
        }
    }
}
