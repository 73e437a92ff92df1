package fr.pli.web;

import java.util.List;
import java.util.Locale;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.support.ResourceBundleMessageSource;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.servlet.i18n.AcceptHeaderLocaleResolver;

/**
 * Pages made on the server by Thymeleaf, in French unless the browser asks for English. A module imports it and adds its {@link PageTexts}.
 * A template decorates {@code pli/layout}; a text of a template stands in a message file, never in the template.
 */
@Configuration
public class Pages {

    private static final Locale ELSE = Locale.FRENCH;

    /** The language of an answer. */
    @Bean
    LocaleResolver localeResolver() {
        AcceptHeaderLocaleResolver resolver = new AcceptHeaderLocaleResolver();
        resolver.setSupportedLocales(List.of(Locale.FRENCH, Locale.ENGLISH));
        resolver.setDefaultLocale(ELSE);
        return resolver;
    }

    /** The texts of all pages. */
    @Bean
    MessageSource messageSource(List<PageTexts> texts) {
        ResourceBundleMessageSource source = new ResourceBundleMessageSource();
        source.setDefaultEncoding("UTF-8");
        source.setFallbackToSystemLocale(false);
        source.setAlwaysUseMessageFormat(true); // one rule for quotes, with values or without
        source.addBasenames("fr.pli.web.pages");
        texts.forEach(one -> source.addBasenames(one.basename()));
        return source;
    }

    /** What a browser may do with an answer. */
    @Bean
    PageHeaders pageHeaders() {
        return new PageHeaders();
    }
}
