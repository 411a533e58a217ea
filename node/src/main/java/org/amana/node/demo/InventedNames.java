package org.amana.node.demo;

import java.util.List;
import java.util.random.RandomGenerator;

/** Common given and family names put together at random, in the scripts people write them in; they name nobody. */
final class InventedNames {
    private static final List<Script> SCRIPTS = List.of(
            new Script(List.of("Fatou", "Amadou", "Rosa", "Diego", "Blerta", "Ilir", "Ngozi", "Emeka", "Marisol",
                    "Yara", "Kofi", "Linh", "Minh", "Zsófia", "Ayşe", "Emre"),
                    List.of("Diallo", "Traoré", "Quispe", "Rojas", "Hoxha", "Krasniqi", "Okafor", "Eze", "Vargas",
                            "Mensah", "Nguyễn", "Trần", "Yılmaz", "Kaya", "Bărbulescu", "Müller")),
            new Script(List.of("أمل", "ليلى", "سامر", "يوسف", "نور", "هادي", "ريم", "خالد", "سلمى", "عمر", "زينب",
                    "كريم"),
                    List.of("حداد", "درويش", "الخطيب", "منصور", "العلي", "سليمان", "نجار", "الحسن", "قاسم", "عثمان",
                            "بركات", "صالح")),
            new Script(List.of("ሰላም", "ተስፋይ", "ሃና", "ዮናስ", "ምሕረት", "ኣማኑኤል", "ራሄል", "ዳዊት", "ብርሃን", "ሳራ"),
                    List.of("ተክለ", "ሃብተ", "ገብረ", "ወልዱ", "ኪዳነ", "መሓሪ", "ተስፋማርያም", "በራኺ", "ዘርኡ", "ኣብርሃ")),
            new Script(List.of("Олена", "Андрій", "Марія", "Тарас", "Ірина", "Богдан", "Наталія", "Юрій", "Дарина",
                    "Остап"),
                    List.of("Шевчук", "Коваль", "Бондар", "Мельник", "Ткач", "Лисенко", "Гончар", "Кравець", "Поліщук",
                            "Савчук")),
            new Script(
                    List.of("রহিমা", "করিম", "শিরিন", "আরিফ", "নাসরিন", "জাহিদ", "তাসলিমা", "ইমরান", "সুমাইয়া",
                            "হাসান"),
                    List.of("আক্তার", "হোসেন", "বেগম", "রহমান", "খাতুন", "ইসলাম", "চৌধুরী", "উদ্দিন", "মিয়া",
                            "সরকার")));

    private InventedNames() {}

    static Name pick(RandomGenerator random) {
        Script script = SCRIPTS.get(random.nextInt(SCRIPTS.size()));
        return new Name(script.given().get(random.nextInt(script.given().size())),
                script.family().get(random.nextInt(script.family().size())));
    }

    record Name(String given, String family) {}

    private record Script(List<String> given, List<String> family) {}
}
