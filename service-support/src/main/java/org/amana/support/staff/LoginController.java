package org.amana.support.staff;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The sign-in page of staff. */
@Controller
class LoginController {
    @GetMapping("/login")
    String login(@RequestParam(required = false) @Nullable String reason, Model model) {
        model.addAttribute("reason", switch (reason) {
            case "refused", "wait", "signed-out" -> "login." + reason.toLowerCase(Locale.ROOT);
            case null, default -> "";
        });
        return "service-support/templates/login";
    }
}
