package org.amana.wallet.consent;

import java.util.List;
import org.amana.wallet.problem.WalletProblem;

/** A file from another wallet that is not taken in. It is taken whole or not at all, so nothing has changed. */
public sealed interface ImportProblem extends WalletProblem {

    /** Not such a file, larger than one may be, or damaged so that it cannot be read. */
    record FileUnreadable(String detail) implements ImportProblem {
        @Override
        public String code() {
            return "file_unreadable";
        }

        @Override
        public int status() {
            return 422;
        }
    }

    /**
     * It can be read, and not all of it is proven.
     *
     * @param verified how many receipts hold
     * @param total    how many there are
     * @param findings machine words
     */
    record FileDoesNotHold(int verified, int total, List<String> findings) implements ImportProblem {
        public FileDoesNotHold {
            findings = List.copyOf(findings);
        }

        @Override
        public String code() {
            return "file_does_not_hold";
        }

        @Override
        public String detail() {
            return "expected every receipt to hold, found " + verified + " of " + total;
        }

        @Override
        public int status() {
            return 422;
        }

        @Override
        public List<Object> arguments() {
            return List.of(verified, total);
        }
    }

    /** It names other keys for a log than the trust list, or than this wallet pinned. */
    record FileOtherKeys() implements ImportProblem {
        @Override
        public String code() {
            return "file_other_keys";
        }

        @Override
        public String detail() {
            return "expected the keys that are known of this log";
        }

        @Override
        public int status() {
            return 422;
        }
    }

    /** The words do not open the keys in the file. */
    record FileWrongWords() implements ImportProblem {
        @Override
        public String code() {
            return "file_wrong_words";
        }

        @Override
        public String detail() {
            return "expected the words that were chosen for this file";
        }

        @Override
        public int status() {
            return 422;
        }
    }
}
