package org.amana.issuer.desk;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.amana.core.consent.ConsentProblem;
import org.amana.core.json.StrictJson;
import org.amana.core.problem.ProblemException;
import org.amana.core.rights.ClaimDecision;
import org.amana.core.rights.RectificationAnswer;
import org.amana.issuer.authority.Authorities;
import org.amana.issuer.authority.Authority;
import org.amana.issuer.authority.IssuerProblem;
import org.amana.issuer.rectification.AnswerRectification;
import org.amana.support.staff.StaffMember;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/** What people hold wrong on their cards, for other software of the office; the page acts through the same services. */
@RestController
@RequestMapping("/{authority}/desk/api/rectifications")
class RectificationApi {
    private static final int MAX_BODY_BYTES = 131_072;
    private final Authorities authorities;
    private final RectificationFiles files;
    private final AnswerRectification answer;

    RectificationApi(Authorities authorities, RectificationFiles files, AnswerRectification answer) {
        this.authorities = authorities;
        this.files = files;
        this.answer = answer;
    }

    @JsonNaming(SnakeCaseStrategy.class)
    record Inbox(List<Request> rectifications) {}

    /** {@code person_id} and {@code register_number} are absent for who left the register. */
    @JsonNaming(SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Request(String rectificationId, @Nullable String personId, @Nullable String registerNumber,
                   String configurationId, List<Claim> claims, String words, Instant receivedAt, LocalDate lastDay,
                   long daysLeft, String state, @Nullable String result, @Nullable Instant answeredAt) {
        @Override
        public String toString() {
            return "Request[" + rectificationId + "]";
        }
    }

    /** {@code outcome} and {@code reason} are of the answer. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Claim(List<String> path, String label, @Nullable String outcome, @Nullable String reason) {}

    @GetMapping
    ResponseEntity<Inbox> all(@PathVariable String authority) {
        Authority office = authorities.require(authority);
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .body(new Inbox(files.all(office).stream().map(RectificationApi::request).toList()));
    }

    /** The body is {@code {"claims":[{"path":["family_name"],"outcome":"CORRECTED"},…]}}, one for each claim, in order. */
    @PostMapping("/{id}/answer")
    ResponseEntity<Request> answer(@PathVariable String authority, @PathVariable String id, @RequestBody byte[] body,
                                   @AuthenticationPrincipal StaffMember staff) {
        Authority office = authorities.require(authority);
        try {
            JsonNode claims = StrictJson.parseObject(body, MAX_BODY_BYTES).path("claims");
            answer.answer(office, id, claims.valueStream().map(ClaimDecision::parse).toList(), staff.username());
        } catch (ProblemException e) {
            throw e.problem() instanceof ConsentProblem.BadMessage wrong
                    ? new ProblemException(new IssuerProblem.InvalidInput(wrong.detail()), e)
                    : e;
        }
        return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(request(files.find(office, id)));
    }

    private static Request request(RectificationRow row) {
        return new Request(row.id(), row.person().map(person -> person.id().toString()).orElse(null),
                row.person().map(person -> person.registerNumber()).orElse(null), row.configuration(),
                row.claims().stream().map(RectificationApi::claim).toList(), row.words(), row.at(), row.lastDay(),
                row.daysLeft(), row.state().name(), row.answer().map(said -> said.result().name()).orElse(null),
                row.answer().map(RectificationAnswer::time).orElse(null));
    }

    private static Claim claim(RectificationRow.Claim claim) {
        return new Claim(claim.path(), claim.label(),
                claim.decision().map(decided -> decided.outcome().name()).orElse(null),
                claim.decision().map(ClaimDecision::reason).filter(reason -> !reason.isEmpty()).orElse(null));
    }
}
