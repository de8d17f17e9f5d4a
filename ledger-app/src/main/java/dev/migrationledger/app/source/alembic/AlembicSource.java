package dev.migrationledger.app.source.alembic;

import dev.migrationledger.app.source.SourceFiles;
import dev.migrationledger.core.revision.Revision;
import dev.migrationledger.core.source.AlembicFile;
import dev.migrationledger.core.source.BranchNames;
import dev.migrationledger.core.source.MigrationSource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The revisions of an Alembic project, read from its files without running anything: names of files and the order of a
 * directory mean nothing.
 *
 * @param id      of the source
 * @param path    see {@link AlembicProject#find}
 * @param command how the project runs Alembic
 */
public record AlembicSource(String id, Path path, List<String> command) implements MigrationSource {
    public AlembicSource {
        command = List.copyOf(command);
    }

    @Override
    public Content read() {
        var found = AlembicProject.find(id, path, command);
        var base = path.toAbsolutePath().normalize();
        var files = new SourceFiles(id, Files.isDirectory(base) ? base : base.getParent());
        var revisions = new ArrayList<Revision>();
        found.project().ifPresent(project -> {
            for (var file : new RevisionFiles(project, files).list()) {
                var name = files.nameOf(file);
                SourceEncoding.of(file, name, files)
                        .flatMap(encoding -> files.read(name, encoding))
                        .map(text -> AlembicFile.read(text, id, name))
                        .ifPresent(read -> {
                            read.revision().ifPresent(revisions::add);
                            read.problems().forEach(files::add);
                        });
            }
        });
        var problems = new ArrayList<>(found.problems());
        problems.addAll(files.problems());
        return new Content(BranchNames.resolve(revisions), List.of(), List.of(), problems);
    }
}
