/**
 * The page frame and what templates need: isolated dates and names, inline QR codes, language and direction.
 *
 * <p>A page is a whole HTML document that hands its title and its {@code main} element to the frame:
 *
 * <pre>
 * &lt;html xmlns:th="http://www.thymeleaf.org" th:replace="~{service-support/templates/frame :: page(~{::title}, ~{::main})}"&gt;
 * &lt;head&gt;&lt;title th:text="#{people.title}"&gt;People&lt;/title&gt;&lt;/head&gt;
 * &lt;body&gt;&lt;main&gt;&lt;h1 th:text="#{people.title}"&gt;People&lt;/h1&gt; … &lt;script type="module" th:src="@{/assets/js/x.mjs}"&gt;&lt;/script&gt;&lt;/main&gt;&lt;/body&gt;
 * &lt;/html&gt;
 * </pre>
 *
 * <p>A controller names it from the class path root without suffix: {@code "issuer-service/templates/people"}. Files under
 * {@code /<module>/static/} are served at {@code /assets/}. Inline styles and scripts do not run (Content-Security-Policy).
 * The message key {@code service.name} gives the name in the header. Expression object: {@code #amana}
 * ({@link org.amana.support.page.PageExpressions}).
 */
@NullMarked
package org.amana.support.page;

import org.jspecify.annotations.NullMarked;
