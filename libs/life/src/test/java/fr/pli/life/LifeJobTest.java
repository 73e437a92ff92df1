package fr.pli.life;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import fr.pli.mss.Requirement;
import fr.pli.registry.Bal;
import fr.pli.registry.RegistryException;
import fr.pli.store.Lives;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LifeJobTest {

    @TempDir
    private Path folder;

    private LifeHouse house;

    @BeforeEach
    void open() throws Exception {
        house = new LifeHouse();
    }

    @AfterEach
    void close() {
        house.close();
    }

    @Test
    @Requirement("MSS 14 (deletion)")
    void each_step_is_taken_once_and_told() throws Exception {
        Bal quiet = house.idle(40);
        Bal announced = house.idle(91);
        Bal due = house.due();
        LifeJob job = house.job(Optional.empty());
        List<LifeJob.Line> steps = List.of(
                new LifeJob.Line(quiet.address().toString(), "unpublish"),
                new LifeJob.Line(announced.address().toString(), "unpublish"),
                new LifeJob.Line(announced.address().toString(), "announce-1"),
                new LifeJob.Line(due.address().toString(), "delete"));
        assertThat(job.due()).isEqualTo(steps);
        assertThat(job.run()).isEqualTo(steps);
        assertThat(job.run()).isEmpty();
        assertThat(house.state(due)).startsWith("DELETED");
        assertThat(house.postgres.ask("SELECT messages FROM mailbox WHERE bal_id = " + announced.id()))
                .containsExactly("1");
    }

    @Test
    @Requirement("SEED-46")
    void a_bal_for_trials_is_spared() throws Exception {
        Bal trials = house.due();
        Bal other = house.due();
        house.job(Optional.empty(), trials.address()).run();
        assertThat(house.state(trials)).isEqualTo("NOTICE3");
        assertThat(house.state(other)).startsWith("DELETED");
    }

    @Test
    @Requirement("MSS 14 (deletion)")
    void what_cannot_be_exported_is_not_deleted() throws Exception {
        Bal due = house.due();
        Path file = Files.createFile(folder.resolve("no-folder"));
        assertThat(house.job(Optional.of(house.export(file))).run()).isEmpty();
        assertThat(house.state(due)).isEqualTo("NOTICE3");
    }

    @Test
    @Requirement("MSS 14 (deletion)")
    void the_content_is_in_place_when_a_bal_is_deleted_and_replaces_nothing() throws Exception {
        Bal due = house.due();
        Path before = Files.writeString(folder.resolve(due.address() + ".zip"), "d'avant");
        house.job(Optional.of(house.export(folder))).run();
        assertThat(house.state(due)).startsWith("DELETED");
        assertThat(before).hasContent("d'avant");
        assertThat(folder.resolve(due.address() + "-2.zip")).isNotEmptyFile();
        assertThat(files()).hasSize(2);
    }

    @Test
    void a_node_that_is_behind_leaves_the_good_file_alone() throws Exception {
        Bal due = house.due();
        Lives.Life read = house.lives.idleSince(Instant.now(), due.id() - 1, 1).getFirst();
        house.job(Optional.of(house.export(folder))).run();
        house.sweep();
        byte[] good = Files.readAllBytes(folder.resolve(due.address() + ".zip"));
        try (LifeExport.Written empty = house.export(folder).write(read.bal())) {
            assertThat(house.lives.delete(read, Instant.now(), 0, empty::keep)).isFalse();
        }
        assertThat(folder.resolve(due.address() + ".zip")).hasBinaryContent(good);
        assertThat(files()).hasSize(1);
    }

    @Test
    void a_bal_that_the_database_refuses_stops_no_other() throws Exception {
        Bal bad = house.idle(91);
        Bal good = house.idle(91);
        house.lives.setContact(bad.address(), "refusé@example.fr", LifeHouse.ADMIN);
        house.postgres.run("ALTER TABLE contact_mail ADD CHECK (recipient NOT LIKE 'refus%')");
        assertThat(house.job(Optional.empty()).run())
                .extracting(LifeJob.Line::step)
                .contains("announce-1");
        assertThat(house.state(good)).isEqualTo("NOTICE1");
        assertThat(house.state(bad)).isEqualTo("UNPUBLISHED0");
    }

    @Test
    void an_administrator_deletes_with_the_content_kept_or_not_at_all() throws Exception {
        Bal bal = house.idle(1);
        house.deliver(bal);
        Path file = Files.createFile(folder.resolve("no-folder"));
        assertThat(catchThrowable(() -> deletion(file).delete(bal.address(), true, LifeHouse.ADMIN)))
                .isInstanceOf(java.io.IOException.class);
        assertThat(house.state(bal)).isEqualTo("CREATED0");
        Files.delete(file);

        deletion(folder).delete(bal.address(), true, LifeHouse.ADMIN);
        assertThat(house.state(bal)).startsWith("DELETED");
        assertThat(folder.resolve(bal.address() + ".zip")).isNotEmptyFile();
        assertThat(house.postgres.ask("SELECT who FROM audit WHERE action = 'bal-deleted'"))
                .containsExactly("admin");
        assertThat(catchThrowable(() -> deletion(folder).delete(bal.address(), true, LifeHouse.ADMIN)))
                .isInstanceOf(RegistryException.class);
        assertThat(files()).hasSize(1);
    }

    @Test
    void mail_that_comes_in_while_an_administrator_exports_is_not_lost() throws Exception {
        Bal bal = house.idle(1);
        long before = house.lives.arrivals(bal);
        house.deliver(bal);
        assertThat(house.lives.delete(
                        bal.address(), java.util.OptionalLong.of(before), Lives.Keeping.NOTHING, LifeHouse.ADMIN))
                .isFalse();
        assertThat(house.state(bal)).isEqualTo("CREATED0");
    }

    private BalDeletion deletion(Path to) {
        return new BalDeletion(house.registry, house.lives, Optional.of(house.export(to)));
    }

    private List<Path> files() throws Exception {
        try (Stream<Path> all = Files.list(folder)) {
            return all.toList();
        }
    }
}
