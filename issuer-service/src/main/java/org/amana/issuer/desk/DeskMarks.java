package org.amana.issuer.desk;

import org.amana.issuer.authority.Authorities;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;

/** Marks at the links of every page of a desk: a clerk who came for something else is reminded of a month that ends. */
@ControllerAdvice(assignableTypes = {DeskPages.class, ImportPages.class, RectificationPages.class})
class DeskMarks {
    private final Authorities authorities;
    private final RectificationFiles rectifications;

    DeskMarks(Authorities authorities, RectificationFiles rectifications) {
        this.authorities = authorities;
        this.rectifications = rectifications;
    }

    /** Read by the template only where it shows the links of a desk; the page of all offices has none. */
    @ModelAttribute("waiting")
    RectificationFiles.Waiting waiting(@PathVariable(required = false) @org.jspecify.annotations.Nullable String authority) {
        return authority == null
                ? new RectificationFiles.Waiting(0, 0)
                : rectifications.waiting(authorities.require(authority));
    }
}
