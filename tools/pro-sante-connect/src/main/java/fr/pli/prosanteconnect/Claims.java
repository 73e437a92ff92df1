package fr.pli.prosanteconnect;

import java.io.StringWriter;
import java.time.Instant;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

/** A JSON object in the order of its writing, where a name may come twice. */
final class Claims {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final StringWriter text = new StringWriter();
    private final JsonGenerator out = JSON.createGenerator(text);

    Claims() {
        out.writeStartObject();
    }

    Claims dates(Instant expires, Instant issued) {
        return put("exp", expires.getEpochSecond()).put("iat", issued.getEpochSecond());
    }

    Claims put(String name, Object value) {
        out.writePOJOProperty(name, value);
        return this;
    }

    String json() {
        out.writeEndObject();
        out.close();
        return text.toString();
    }
}
