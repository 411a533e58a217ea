package org.amana.verifier.desk;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.amana.core.json.StrictJson;
import org.amana.core.problem.ProblemException;
import org.amana.support.staff.StaffMember;
import org.amana.verifier.exchange.fork.ForkedLogs;
import org.amana.verifier.exchange.order.ExchangeId;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What the data protection officer oversees, for other software; 403 for other staff.
 *
 * <pre>
 * GET /{organisation}/desk/api/oversight
 * {"conflicts":0,"reviews":1,"reviews_overdue":0,"suspended":1,"suspended_orders":["…"],"erasures":0,"erased_orders":[],"rights":0,"objections":0,
 *  "denials":[{"reason":"expired","denials":2,"orders":["…"]}],
 *  "forks":[{"log":"ledger.example/tlog","found_at":"…","proof":"…"}],"unwatched":[]}
 * GET /{organisation}/desk/api/forks/{proof}   the proof, for amana-ledger fork
 * </pre>
 */
@RestController
@Duty.Of(Duty.OFFICER)
@RequestMapping("/{organisation}/desk/api")
class OversightApi {
    private final Desk desk;
    private final Oversight oversight;
    private final ForkedLogs forks;

    OversightApi(Desk desk, Oversight oversight, ForkedLogs forks) {
        this.forks = forks;
        this.desk = desk;
        this.oversight = oversight;
    }

    @GetMapping("/oversight")
    ResponseEntity<ObjectNode> show(@PathVariable String organisation, @AuthenticationPrincipal StaffMember member) {
        Officer officer = Officer.of(member, desk.organisation(organisation));
        return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(json(oversight.of(officer, desk.now())));
    }

    /** Why nothing is fetched from the sources of a log; nothing in it is about a person. */
    @GetMapping("/forks/{proof}")
    ResponseEntity<byte[]> fork(@PathVariable String organisation, @PathVariable String proof,
                                @AuthenticationPrincipal StaffMember member) {
        Officer.of(member, desk.organisation(organisation));
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .contentType(MediaType.APPLICATION_JSON)
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"fork-proof.json\"")
                .body(forks.proof(proof)
                        .orElseThrow(() -> new ProblemException(new DeskProblem.NotFound("proof of a fork")))
                        .getBytes(StandardCharsets.UTF_8));
    }

    private static ObjectNode json(Oversight.Numbers numbers) {
        ObjectNode node = StrictJson.object().put("conflicts", numbers.conflicts());
        node.put("reviews", numbers.reviews().open()).put("reviews_overdue", numbers.reviews().overdue());
        node.put("suspended", numbers.suspended()).set("suspended_orders", ids(numbers.suspendedOrders()));
        node.put("erasures", numbers.erasures()).set("erased_orders", ids(numbers.erased()));
        node.put("rights", numbers.rights()).put("objections", numbers.objections());
        ArrayNode denials = node.putArray("denials");
        numbers.denials()
                .forEach(one -> denials.addObject()
                        .put("reason", one.reason())
                        .put("denials", one.denials())
                        .set("orders", ids(one.orders())));
        ArrayNode forks = node.putArray("forks");
        numbers.forks()
                .forEach(fork -> forks.addObject()
                        .put("log", fork.log())
                        .put("found_at", fork.foundAt().toString())
                        .put("proof", fork.id()));
        ArrayNode unwatched = node.putArray("unwatched");
        numbers.unwatched().forEach(unwatched::add);
        return node;
    }

    private static ArrayNode ids(List<ExchangeId> orders) {
        ArrayNode ids = StrictJson.array();
        orders.forEach(order -> ids.add(order.value()));
        return ids;
    }
}
