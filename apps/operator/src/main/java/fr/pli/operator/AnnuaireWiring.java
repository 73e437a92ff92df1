package fr.pli.operator;

import fr.pli.annuaire.Annuaire;
import fr.pli.annuaire.Extraction;
import fr.pli.annuaire.PublicationRules;
import fr.pli.annuaire.Publisher;
import fr.pli.mss.BalType;
import fr.pli.store.Database;
import fr.pli.store.Publications;
import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Publication in the Annuaire, where one is configured. */
@Configuration
class AnnuaireWiring {

    private static final String URL = "pli.annuaire.url";
    private static final String KEY_FILE = "pli.annuaire.key-file";

    @Bean
    Publications publications(Database database) {
        return new Publications(database);
    }

    @Bean
    @ConditionalOnProperty(URL)
    Annuaire annuaire(OperatorProperties properties) {
        OperatorProperties.Annuaire keys = properties.annuaire();
        return new Annuaire(base(keys.url()), key(keys.keyFile()), Optional.empty());
    }

    @Bean
    PublicationRules publicationRules(OperatorProperties properties) {
        Set<BalType> published = EnumSet.allOf(BalType.class);
        if (!properties.annuaire().publishApp()) {
            published.remove(BalType.APP);
        }
        return new PublicationRules(published, Set.copyOf(properties.mss19().types()));
    }

    @Bean
    Extraction extraction(Publications publications, PublicationRules rules) {
        return new Extraction(publications, rules);
    }

    @Bean
    @ConditionalOnProperty(URL)
    Publisher publisher(Publications publications, Annuaire annuaire, PublicationRules rules) {
        return new Publisher(publications, annuaire, rules, InstantSource.system());
    }

    /** With the slash at its end that what is below it needs. */
    private static URI base(@Nullable URI url) {
        if (url == null || !isPossible(url)) {
            throw new WrongKeyException(URL, "\"" + url + "\" will not do", "https://host/path");
        }
        return url.toString().endsWith("/") ? url : URI.create(url + "/");
    }

    private static boolean isPossible(URI url) {
        return url.getHost() != null
                && ("https".equals(url.getScheme())
                        || "http".equals(url.getScheme()) && url.getHost().equals("127.0.0.1"));
    }

    private static String key(@Nullable Path file) {
        if (file == null) {
            throw new WrongKeyException(KEY_FILE, "is missing", "a file with the key");
        }
        return ConfiguredSecret.in(KEY_FILE, file);
    }
}
