package org.amana.support.sample;

import java.util.Map;
import org.amana.core.problem.Problem;
import org.amana.core.problem.ProblemException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;

@Controller
class SampleController {
    private final JdbcClient jdbc;

    SampleController(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @GetMapping("/open/search")
    @ResponseBody
    String search(@RequestParam String q) {
        return "found: "
                + jdbc.sql("select count(*) from staff_account where tenant = ?").param(q).query(Long.class).single();
    }

    @GetMapping("/{language:en|ar}/page")
    String page() {
        return "support-test/page";
    }

    @GetMapping("/{tenant}/desk")
    String desk() {
        return "support-test/page";
    }

    @GetMapping("/{tenant}/desk/api/things")
    @ResponseBody
    Map<String, String> things(@PathVariable String tenant) {
        return Map.of("tenant", tenant);
    }

    @PostMapping("/{tenant}/desk/api/things")
    @ResponseBody
    Map<String, String> make(@PathVariable String tenant) {
        return Map.of("tenant", tenant);
    }

    @PostMapping("/open/echo")
    @ResponseBody
    String echo(@RequestBody String body) {
        return body;
    }

    @PostMapping("/open/form")
    @ResponseBody
    String form(@RequestParam Map<String, String> fields) {
        return "fields: " + fields.size();
    }

    @GetMapping("/closed")
    @ResponseBody
    String closed() {
        return "no chain lets anyone reach this";
    }

    @GetMapping("/open/problem")
    @ResponseBody
    String problem() {
        throw new ProblemException(new Refused());
    }

    @GetMapping("/open/fault")
    @ResponseBody
    String fault() {
        throw new IllegalStateException("about Ada Lovelace");
    }

    @PostMapping("/v1/entries")
    @ResponseBody
    String entries() {
        return "appended";
    }

    private record Refused() implements Problem {
        @Override
        public String code() {
            return "sample_refused";
        }

        @Override
        public String detail() {
            return "this is expected";
        }
    }
}
