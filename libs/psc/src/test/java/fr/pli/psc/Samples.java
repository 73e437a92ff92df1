package fr.pli.psc;

import java.net.URI;

/** Texts in the form of PSC's, of our own making. */
final class Samples {

    static final URI ISSUER = URI.create("https://auth.psc.example.org/auth/realms/esante-wallet");

    static final String CLAIMS = """
            {"exp":1795511303,"iat":1795511183,"auth_time":1795511183,"jti":"76b91d89","iss":"%s",
            "sub":"f:550dc1c8-d97b-4b1e-ac8c-8eb4471cf9dd:899700000017","typ":"Bearer","azp":"pli-lps","nonce":"",
            "session_state":"KyIB3I","acr":"1","scope":"openid profile email scope_all","acr":"eidas3",
            "email_verified":false,"preferred_username":"899700000017"}""".formatted(ISSUER);

    static final String INTROSPECTION = CLAIMS.replace(
            "}",
            ",\"client_id\":\"pli-lps\",\"username\":\"899700000017\",\"SubjectNameID\":\"899700000017\",\"active\":true}");

    static final String USERINFO = """
            {"Secteur_Activite":"SA07^1.2.250.1.71.4.2.4","sub":"f:550dc1c8:899700000017","SubjectOrganization":"CABINET",
            "SubjectRole":["10^1.2.250.1.213.1.1.5.5"],"otherIds":[{"identifiant":"1","origine":"EDIT","qualite":1}],
            "SubjectRefPro":{"codeCivilite":"MME","exercices":[{"codeProfession":"10","codeSavoirFaire":"SM54","activities":[
            {"codeModeExercice":"L","codeSecteurDactivite":"SA07","numeroFinessSite":"","codePostal":"75009"},
            {"codeModeExercice":"S","raisonSocialeSite":"CH","numeroFinessSite":"450000017"}]}]},
            "SubjectNameID":"899700000017","given_name":"Marie","family_name":"MARTIN"}""";

    static final String DISCOVERY = """
            {"issuer":"https://a.example/auth/realms/esante-wallet","authorization_endpoint":"https://w.example/auth",
            "token_endpoint":"https://a.example/t","introspection_endpoint":"https://a.example/i","userinfo_endpoint":
            "https://a.example/u","end_session_endpoint":"https://a.example/l","jwks_uri":"https://a.example/c",
            "acr_values_supported":["0","0"]}""";

    static final String KEYS =
            "{\"keys\":[{\"kty\":\"RSA\",\"use\":\"sig\",\"alg\":\"RS256\",\"kid\":\"\",\"e\":\"AQAB\",\"n\":\""
                    + "u".repeat(342) + "\"},{\"kty\":\"EC\",\"kid\":\"x\"}]}";

    static final String TOKENS =
            "{\"access_token\":\"a\",\"expires_in\":120,\"refresh_expires_in\":1800,\"refresh_token\":\"r\",\"id_token\":\"i\"}";

    private Samples() {}
}
