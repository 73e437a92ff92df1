package fr.pli.psc;

import fr.pli.mss.IdNatPs;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What userinfo says of a professional. What PSC leaves out is empty; somebody without a current activity has none. Spec: psc.md section 7.
 *
 * @param personId IdNat_PS
 * @param organizationId may be empty where {@code organization} is not
 * @param roles {@code SubjectRole}, each with the OID of its table
 */
public record UserInfo(
        String personId,
        String givenName,
        String familyName,
        String organization,
        String organizationId,
        List<String> roles,
        List<Activity> activities) {

    /** @throws PscSyntaxException if it is no JSON object */
    static UserInfo parse(String body) throws PscSyntaxException {
        JsonObject json = JsonObject.read("userinfo", body);
        return new UserInfo(
                TokenClaims.of(json).personId(),
                json.text("given_name"),
                json.text("family_name"),
                json.text("SubjectOrganization"),
                json.text("SubjectOrganizationID"),
                json.texts("SubjectRole"),
                json.object("SubjectRefPro").stream()
                        .flatMap(all -> all.objects("exercices").stream())
                        .flatMap(UserInfo::activities)
                        .toList());
    }

    /** The person, unless {@code personId} is no IdNat_PS. */
    public Optional<IdNatPs> person() {
        return TokenClaims.idNatPs(personId);
    }

    private static Stream<Activity> activities(JsonObject practice) {
        return practice.objects("activities").stream().map(activity -> Activity.of(practice, activity));
    }
}
