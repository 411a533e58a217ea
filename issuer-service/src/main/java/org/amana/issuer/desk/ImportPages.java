package org.amana.issuer.desk;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.UUID;
import org.amana.core.problem.ProblemException;
import org.amana.issuer.authority.Authorities;
import org.amana.issuer.authority.Authority;
import org.amana.issuer.authority.IssuerProblem;
import org.amana.issuer.source.RegisterColumn;
import org.amana.issuer.source.RegisterImport;
import org.amana.issuer.source.RegisterImports;
import org.amana.support.staff.StaffMember;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;

/** Imports as pages; a running one renews itself, without script. */
@Controller
class ImportPages {
    private static final String TEMPLATES = "issuer-service/templates/";
    private final Authorities authorities;
    private final RegisterImports imports;

    ImportPages(Authorities authorities, RegisterImports imports) {
        this.authorities = authorities;
        this.imports = imports;
    }

    @GetMapping("/{authority}/desk/imports")
    String imports(@PathVariable String authority, Model model) {
        Authority office = authorities.require(authority);
        model.addAttribute("office", office);
        model.addAttribute("imports", imports.newest(office.id()));
        model.addAttribute("columns", RegisterColumn.of(office.types()));
        return TEMPLATES + "imports";
    }

    @PostMapping("/{authority}/desk/imports")
    String start(@PathVariable String authority, @RequestParam MultipartFile file,
                 @RequestParam(defaultValue = "false") boolean dryRun, @AuthenticationPrincipal StaffMember staff)
            throws IOException {
        Authority office = authorities.require(authority);
        if (file.isEmpty()) {
            throw new ProblemException(new IssuerProblem.InvalidInput("Choose a CSV file first."));
        }
        UUID id = imports.start(office, staff.username(), file.getBytes(), dryRun);
        return "redirect:/" + office.id() + "/desk/imports/" + id;
    }

    @GetMapping("/{authority}/desk/imports/{id}")
    String progress(@PathVariable String authority, @PathVariable String id, Model model,
                    HttpServletResponse response) {
        Authority office = authorities.require(authority);
        RegisterImport run = ImportApi.importId(id)
                .flatMap(known -> imports.find(office.id(), known))
                .orElseThrow(() -> new ProblemException(new IssuerProblem.NotFound("import")));
        if (run.state() == RegisterImport.State.RUNNING) {
            response.setHeader("Refresh", "2");
        }
        model.addAttribute("office", office);
        model.addAttribute("run", run);
        return TEMPLATES + "import";
    }
}
