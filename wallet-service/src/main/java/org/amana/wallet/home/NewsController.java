package org.amana.wallet.home;

import java.util.List;
import java.util.Locale;
import org.amana.wallet.vault.Vault;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/**
 * What the first page tells, over HTTP, until the page of it was opened.
 *
 * <pre>
 * GET  /api/v1/news -> [{"id","kind":"right|emergency|objection","state","party","access":{entry}?}]
 * POST /api/v1/news/seen {"ids":[…]} -> 204; what is no news is passed over
 * </pre>
 */
@RestController
@RequestMapping("/api/v1/news")
class NewsController {
    private final RightsNews news;

    NewsController(RightsNews news) {
        this.news = news;
    }

    @GetMapping
    List<RightsNews.Item> list(Vault vault, Locale language) {
        return news.unseen(vault, language);
    }

    /** @param ids what the person has read */
    record SeenNews(List<String> ids) {}

    @PostMapping("/seen")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void seen(Vault vault, Locale language, @RequestBody SeenNews read) {
        news.seen(vault, language, item -> read.ids().contains(item.id()));
    }
}
