package org.amana.wallet.home;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.Cookie;
import java.util.UUID;
import org.amana.wallet.vault.HolderId;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class WalletNumberTest {
    private static final String NUMBER = "6f1c0a52-6f6b-4f4e-9a1c-0d3f5b7a9c11";
    private final MockHttpServletRequest request = new MockHttpServletRequest();
    private final MockHttpServletResponse response = new MockHttpServletResponse();

    @Test
    void remember_underTls_isBoundToTheHostByItsName() {
        request.setSecure(true);
        WalletNumber.remember(new HolderId(UUID.fromString(NUMBER)), request, response);
        assertThat(response.getHeader("Set-Cookie")).startsWith("__Host-AMANA_WALLET_NUMBER=" + NUMBER + ";")
                .contains("; Secure", "; Path=/", "; HttpOnly")
                .doesNotContain("Domain");
    }

    @Test
    void remember_withoutTls_hasThePlainName() {
        WalletNumber.remember(new HolderId(UUID.fromString(NUMBER)), request, response);
        assertThat(response.getHeader("Set-Cookie")).startsWith("AMANA_WALLET_NUMBER=").doesNotContain("Secure");
    }

    @Test
    void remembered_underTls_isNotWhatANeighbourPlanted() {
        request.setSecure(true);
        request.setCookies(new Cookie("AMANA_WALLET_NUMBER", NUMBER));
        assertThat(WalletNumber.remembered(request)).isEmpty();
        request.setCookies(new Cookie("__Host-AMANA_WALLET_NUMBER", NUMBER));
        assertThat(WalletNumber.remembered(request)).contains(NUMBER);
    }
}
