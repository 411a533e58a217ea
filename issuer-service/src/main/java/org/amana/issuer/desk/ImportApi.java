package org.amana.issuer.desk;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.amana.core.problem.ProblemException;
import org.amana.issuer.authority.Authorities;
import org.amana.issuer.authority.Authority;
import org.amana.issuer.authority.IssuerProblem;
import org.amana.issuer.source.RegisterImport;
import org.amana.issuer.source.RegisterImports;
import org.amana.issuer.source.RowError;
import org.amana.support.staff.StaffMember;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/** Register imports as JSON. The body is the CSV file itself, whatever its content type says. */
@RestController
@RequestMapping("/{authority}/desk/api/imports")
class ImportApi {
    private final Authorities authorities;
    private final RegisterImports imports;

    ImportApi(Authorities authorities, RegisterImports imports) {
        this.authorities = authorities;
        this.imports = imports;
    }

    @JsonNaming(SnakeCaseStrategy.class)
    record Started(UUID importId) {}

    @JsonNaming(SnakeCaseStrategy.class)
    record Progress(UUID importId, boolean dryRun, String state, int rows, int accepted, int unchanged, int refused,
                    String failure, List<RowError> errors) {}

    @PostMapping
    @ResponseStatus(HttpStatus.ACCEPTED)
    Started start(@PathVariable String authority,
                  @RequestParam(name = "dry_run", defaultValue = "false") boolean dryRun,
                  HttpServletRequest request, @AuthenticationPrincipal StaffMember staff)
            throws IOException {
        Authority office = authorities.require(authority);
        byte[] file = request.getInputStream().readNBytes(imports.maxFileBytes() + 1);
        return new Started(imports.start(office, staff.username(), file, dryRun));
    }

    @GetMapping("/{id}")
    Progress progress(@PathVariable String authority, @PathVariable String id) {
        RegisterImport run = importId(id).flatMap(known -> imports.find(authorities.require(authority).id(), known))
                .orElseThrow(() -> new ProblemException(new IssuerProblem.NotFound("import")));
        return new Progress(run.id(), run.isDryRun(), run.state().name(), run.rows(), run.accepted(), run.unchanged(),
                run.refused(), run.failure(), run.errors());
    }

    static Optional<UUID> importId(String text) {
        try {
            return text.length() == 36 ? Optional.of(UUID.fromString(text)) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
