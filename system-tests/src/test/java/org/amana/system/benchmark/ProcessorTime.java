package org.amana.system.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/**
 * Processor time a Java process has used, from {@code /proc}; Linux alone.
 *
 * @param totalNanos   all threads, ended ones too
 * @param compilerNanos of that, the just-in-time compilers' threads: what a process pays once and not for each call
 */
record ProcessorTime(long totalNanos, long compilerNanos) {

    private static final List<String> COMPILERS = List.of("C1 CompilerThre", "C2 CompilerThre");

    /** What that process has used until now. */
    static ProcessorTime of(ProcessHandle process) throws IOException {
        long compilers = 0;
        try (var threads = Files.list(Path.of("/proc", String.valueOf(process.pid()), "task"))) {
            for (Path thread : threads.toList()) {
                compilers += compilerNanos(thread);
            }
        }
        return new ProcessorTime(process.info().totalCpuDuration().orElseThrow().toNanos(), compilers);
    }

    private static long compilerNanos(Path thread) throws IOException {
        try {
            if (!COMPILERS.contains(Files.readString(thread.resolve("comm")).strip())) {
                return 0;
            }
            String times = Files.readString(thread.resolve("schedstat"));
            return Long.parseLong(times.substring(0, times.indexOf(' ')));
        } catch (NoSuchFileException e) {
            return 0; // ended between listing and reading
        }
    }

    ProcessorTime minus(ProcessorTime earlier) {
        return new ProcessorTime(totalNanos - earlier.totalNanos, compilerNanos - earlier.compilerNanos);
    }

    ProcessorTime plus(ProcessorTime other) {
        return new ProcessorTime(totalNanos + other.totalNanos, compilerNanos + other.compilerNanos);
    }
}
