package fr.pli.mss;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import javax.xml.stream.XMLStreamException;

/** Reads what a CDA header says of the act and the encounter, from the children of documentationOf and componentOf. */
final class CdaActReader {

    private final XmlCursor xml;
    private final CdaParts parts;
    private final List<Coded> events = new ArrayList<>();
    private Hl7Time start = Hl7Time.NONE;
    private Hl7Time end = Hl7Time.NONE;
    private Coded setting = Coded.NONE;
    private Coded facility = Coded.NONE;
    private Coded encounter = Coded.NONE;

    CdaActReader(XmlCursor xml) {
        this.xml = xml;
        this.parts = new CdaParts(xml);
    }

    void documentation(String name) throws XMLStreamException, IOException {
        if (name.equals("serviceEvent")) {
            xml.children(this::serviceEvent);
        }
    }

    void encounter(String name) throws XMLStreamException, IOException {
        switch (name) {
            case "encompassingEncounter" ->
                xml.children(part -> {
                    if (part.equals("code")) {
                        encounter = parts.coded();
                    } else {
                        encounter(part);
                    }
                });
            case "location" -> xml.children(this::encounter);
            case "healthCareFacility" ->
                xml.children(part -> {
                    if (part.equals("code")) {
                        facility = parts.coded();
                    }
                });
            default -> {
                // not needed
            }
        }
    }

    CdaAct act() {
        return new CdaAct(start, end, events, setting, facility, encounter);
    }

    private void serviceEvent(String name) throws XMLStreamException, IOException {
        switch (name) {
            case "code" -> CdaParts.bounded(events).add(parts.coded());
            case "effectiveTime" -> interval();
            case "performer" ->
                xml.children(performer -> {
                    if (performer.equals("assignedEntity") && setting.isEmpty()) {
                        setting = parts.person().organization().setting();
                    }
                });
            default -> {
                // not needed
            }
        }
    }

    /** The first interval with a start counts; an act at one moment starts and ends there. */
    private void interval() throws XMLStreamException, IOException {
        if (!start.isEmpty()) {
            return;
        }
        start = parts.time();
        xml.children(bound -> {
            switch (bound) {
                case "low" -> start = parts.time();
                case "high" -> end = parts.time();
                default -> {
                    // not needed
                }
            }
        });
        end = start.isEmpty() ? Hl7Time.NONE : end;
    }
}
