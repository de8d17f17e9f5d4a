package dev.migrationledger.app.realinput;

import java.util.List;

/**
 * A revision in place of one of DSpace's migrations that are Java programs, at the program's version.
 *
 * @param version   as Flyway's history table would hold it
 * @param neededBy  version of the first revision that fails without it
 * @param failure   part of the server's message then
 * @param sql       what it runs; empty when {@code resources} say it
 * @param resources files of the same jar that the program runs, in its order, relative to the jar's database package
 */
record StandIn(String version, String neededBy, String failure, String sql, List<String> resources) {

    /** The program of 2015.03.06 drops these primary keys, and the script after it adds others. */
    static final StandIn DROPPED_KEYS = new StandIn(
            "6.0.2015.03.06",
            "6.0.2015.03.07",
            "multiple primary keys for table \"eperson\" are not allowed",
            """
            alter table eperson drop constraint eperson_pkey cascade;
            alter table epersongroup drop constraint epersongroup_pkey cascade;
            alter table community drop constraint community_pkey cascade;
            alter table collection drop constraint collection_pkey cascade;
            alter table item drop constraint item_pkey cascade;
            alter table bundle drop constraint bundle_pkey cascade;
            alter table bitstream drop constraint bitstream_pkey cascade;
            """,
            List.of());

    static final StandIn BASIC_WORKFLOW = new StandIn(
            "6.0.2015.08.31",
            "6.0.2015.09.01",
            "column \"item_id\" is of type uuid but expression is of type integer",
            "",
            List.of("sqlmigration/workflow/postgres/basicWorkflow/V6.0_2015.08.11__DS-2701_Basic_Workflow_Migration.sql"));

    static final StandIn XML_WORKFLOW = new StandIn(
            "6.0.2015.09.01",
            "7.0.2019.05.02",
            "relation \"cwf_pooltask\" does not exist",
            "",
            List.of(
                    "xmlworkflow/postgres/v6.0__DS-2701_xml_workflow_migration.sql",
                    "xmlworkflow/postgres/v6.0__DS-2701_data_workflow_migration.sql"));

    static final List<StandIn> ALL = List.of(DROPPED_KEYS, BASIC_WORKFLOW, XML_WORKFLOW);
}
