package org.amana.wallet;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.lang.reflect.Constructor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.amana.support.message.MessageFiles;
import org.amana.wallet.problem.WalletProblem;
import org.junit.jupiter.api.Test;

/** Nobody meets a refusal without words, in any language. */
class MessagesTest {

    private static final Map<String, Map<String, String>> TEXTS = MessageFiles.read("wallet-service");

    @Test
    void languages_haveTheSameKeys() {
        assertThat(texts("ar")).containsOnlyKeys(texts("en").keySet().toArray(String[]::new));
    }

    @Test
    void everyRefusal_saysWhatHappenedAndWhatToDo() throws Exception {
        List<WalletProblem> problems = new ArrayList<>();
        for (JavaClass found : new ClassFileImporter().withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("org.amana.wallet")) {
            if (found.isAssignableTo(WalletProblem.class) && !found.isInterface()) {
                problems.add(example(found.reflect()));
            }
        }
        assertThat(problems).hasSizeGreaterThan(30);
        for (WalletProblem problem : problems) {
            assertThat(texts("en")).containsKeys("problem." + problem.code() + ".title",
                    "problem." + problem.code() + ".next");
            assertThat(problem.status()).isBetween(400, 599);
        }
        assertThat(problems.stream().map(WalletProblem::code)).doesNotHaveDuplicates();
    }

    private static WalletProblem example(Class<?> type) throws ReflectiveOperationException {
        Constructor<?> constructor = type.getDeclaredConstructors()[0];
        constructor.setAccessible(true);
        return (WalletProblem) constructor.newInstance(Arrays.stream(constructor.getParameterTypes())
                .map(parameter -> parameter == List.class
                        ? List.of()
                        : parameter == long.class ? (Object) 1L : parameter == int.class ? (Object) 1 : "x")
                .toArray());
    }

    private static Map<String, String> texts(String language) {
        return TEXTS.getOrDefault(language, Map.of());
    }
}
