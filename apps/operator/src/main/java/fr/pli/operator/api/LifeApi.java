package fr.pli.operator.api;

import static fr.pli.boot.FieldException.required;

import fr.pli.life.LifeJob;
import fr.pli.mss.MssAddress;
import fr.pli.mss.MssSyntaxException;
import fr.pli.operator.duties.DutyNames;
import fr.pli.postgres.Duties;
import fr.pli.registry.RegistryException;
import fr.pli.store.Lives;
import java.security.Principal;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** The life of the BAL (MSS 14, MSS 19): what is due today, done at once if asked, and whom to tell outside MSSanté. */
@RestController
@RequestMapping("/api/v1")
class LifeApi {

    private static final Pattern MAIL_ADDRESS =
            Pattern.compile("[^\\s@<>\",;:()\\[\\]\\\\]{1,64}@[A-Za-z0-9.-]{1,250}");

    private final Duties duties;
    private final LifeJob job;
    private final Lives lives;

    LifeApi(Duties duties, LifeJob job, Lives lives) {
        this.duties = duties;
        this.job = job;
        this.lives = lives;
    }

    /** An address outside MSSanté. */
    record Contact(@Nullable String address) {}

    /** What the daily job would do now; nothing of it is done. */
    @GetMapping("/life/due")
    List<LifeJob.Line> due() {
        return job.due();
    }

    /** Does it now, unless it is being done. */
    @PostMapping("/life/run")
    List<LifeJob.Line> run() {
        List<LifeJob.Line> done = new ArrayList<>();
        return switch (duties.runNow(DutyNames.LIFE, _ -> done.addAll(job.run()))) {
            case DONE, NOT_DUE -> done;
            case ELSEWHERE -> throw new ResponseStatusException(HttpStatus.CONFLICT, "a node is at it");
            case FAILED ->
                throw new ResponseStatusException(HttpStatus.INTERNAL_SERVER_ERROR, "it failed; the log says of what");
            case UNKNOWN ->
                throw new ResponseStatusException(
                        HttpStatus.SERVICE_UNAVAILABLE, "the database does not answer; try again");
        };
    }

    @PutMapping("/bal/{address}/contact")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void contact(@PathVariable String address, @RequestBody Contact contact, Principal by) throws RegistryException {
        MssAddress wanted = required("address", address, MssAddress::parse);
        lives.setContact(wanted, required("address", contact.address(), LifeApi::outside), BalApi.actor(by));
    }

    /** An address outside MSSanté. */
    static String outside(String text) {
        if (!MAIL_ADDRESS.matcher(text).matches()) {
            throw new MssSyntaxException("address", text, "expected local@domain");
        }
        return text;
    }
}
