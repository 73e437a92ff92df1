package fr.pli.mss;

import java.io.IOException;
import java.util.List;
import javax.xml.stream.XMLStreamException;

/** Reads the elements that a CDA header repeats in many places; the cursor stands on each when it is asked for. */
final class CdaParts {

    private static final int MAX_REPEATS = 200;

    private final XmlCursor xml;

    CdaParts(XmlCursor xml) {
        this.xml = xml;
    }

    /** The list, unless it has too many already. */
    static <T> List<T> bounded(List<T> list) {
        if (list.size() >= MAX_REPEATS) {
            throw new MssSyntaxException("CDA", "", "more repetitions than allowed");
        }
        return list;
    }

    CdaId id() {
        return new CdaId(
                xml.attribute("root").strip(), xml.attribute("extension").strip());
    }

    Coded coded() {
        return new Coded(
                xml.attribute("code").strip(),
                xml.attribute("codeSystem").strip(),
                xml.attribute("displayName").strip());
    }

    Hl7Time time() {
        return new Hl7Time(xml.attribute("value").strip());
    }

    /** assignedAuthor or assignedEntity. */
    CdaPerson person() throws XMLStreamException, IOException {
        PersonDraft person = new PersonDraft();
        xml.children(name -> {
            switch (name) {
                case "id" -> person.id = person.id.isEmpty() ? id() : person.id;
                case "code" -> person.profession = coded();
                case "assignedPerson" ->
                    xml.children(part -> {
                        if (part.equals("name")) {
                            xml.children(person::name);
                        }
                    });
                case "assignedAuthoringDevice" -> xml.children(person::device);
                case "representedOrganization" -> person.organization = organization();
                default -> {
                    // not needed
                }
            }
        });
        return person.person();
    }

    /** representedOrganization and the like. */
    CdaOrganization organization() throws XMLStreamException, IOException {
        CdaId[] id = {CdaId.NONE};
        String[] called = {""};
        Coded[] setting = {Coded.NONE};
        xml.children(name -> {
            switch (name) {
                case "id" -> id[0] = id[0].isEmpty() ? id() : id[0];
                case "name" -> called[0] = xml.text();
                case "standardIndustryClassCode" -> setting[0] = coded();
                default -> {
                    // not needed
                }
            }
        });
        return new CdaOrganization(id[0], called[0], setting[0]);
    }

    private final class PersonDraft {
        CdaId id = CdaId.NONE;
        Coded profession = Coded.NONE;
        String title = "";
        String given = "";
        String family = "";
        CdaOrganization organization = CdaOrganization.NONE;

        void name(String part) throws XMLStreamException, IOException {
            switch (part) {
                case "suffix" -> title = xml.text();
                case "prefix" -> title = title.isEmpty() ? xml.text() : title;
                case "given" -> given = given.isEmpty() ? xml.text() : given;
                case "family" -> family = family.isEmpty() ? xml.text() : family;
                default -> {
                    // not needed
                }
            }
        }

        void device(String part) throws XMLStreamException, IOException {
            switch (part) {
                case "manufacturerModelName" -> family = xml.text();
                case "softwareName" -> given = xml.text();
                default -> {
                    // not needed
                }
            }
        }

        CdaPerson person() {
            return new CdaPerson(id, profession, title, given, family, organization);
        }
    }
}
