package dev.migrationledger.app.stream.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationledger.app.config.KafkaConfig;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.spi.ToolProvider;
import org.postgresql.ds.PGSimpleDataSource;

/** How a publisher is started as a process, its first words; what follows is its store and its topics. */
record PublisherProgram(List<String> command) {
    private static final List<String> JAVA = List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Xshare:auto",
            "-Xlog:cds=off",
            "-Xlog:cds+dynamic=off");

    /** As it is. */
    static PublisherProgram plain() {
        return with(classPath(), List.of());
    }

    /**
     * With an archive of its loaded classes, which pays when it is started often. One life is spent on making it.
     *
     * @param directory for the archive, and for jars: classes of directories cannot be archived
     */
    static PublisherProgram archived(Path directory, PGSimpleDataSource store, KafkaConfig config) throws Exception {
        var jars = new ArrayList<String>();
        for (var entry : classPath()) {
            jars.add(Files.isDirectory(Path.of(entry)) ? jar(entry, directory.resolve(jars.size() + ".jar")) : entry);
        }
        var archive = directory.resolve("publisher.jsa");
        try (var training = new PublisherProcess(
                with(jars, List.of("-XX:ArchiveClassesAtExit=" + archive)), store, config)) {
            training.endWell();
        }
        assertThat(archive).isNotEmptyFile();
        return with(jars, List.of("-XX:SharedArchiveFile=" + archive));
    }

    private static PublisherProgram with(List<String> classPath, List<String> options) {
        var command = new ArrayList<>(JAVA);
        command.addAll(options);
        command.addAll(List.of("-cp", String.join(File.pathSeparator, classPath), PublisherProcess.class.getName()));
        return new PublisherProgram(List.copyOf(command));
    }

    private static List<String> classPath() {
        return Arrays.stream(System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"))
                        .split(File.pathSeparator))
                .filter(entry -> Files.exists(Path.of(entry)))
                .toList();
    }

    private static String jar(String classes, Path jar) throws IOException {
        int failed = ToolProvider.findFirst("jar").orElseThrow(() -> new IOException("this JDK has no jar"))
                .run(System.out, System.err, "--create", "--no-compress", "--file", jar.toString(), "-C", classes, ".");
        assertThat(failed).isZero();
        return jar.toString();
    }
}
