package fr.pli.mss;

import fr.pli.mss.xdm.DocumentEntry;
import fr.pli.mss.xdm.MetadataReader;
import fr.pli.mss.xdm.MetadataWriter;
import fr.pli.mss.xdm.SubmissionSet;
import fr.pli.mss.xdm.XdmMetadata;
import fr.pli.mss.xdm.XdmReader;
import fr.pli.mss.xdm.XdmWriter;
import fr.pli.mss.xdm.Zips;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

/** The parsers of this module, each with good input to damage. */
enum Parser {
    ADDRESS(text("marie.martin@medecin.mssante.fr", "279035121518989@patient.mssante.fr", "é@è.fr")) {
        @Override
        void parse(byte[] octets) {
            MssAddress address = MssAddress.parse(string(octets));
            check(MssAddress.parse(address.toString()).equals(address));
            check(address.toString().chars().noneMatch(c -> c < ' '));
        }
    },
    HEADERS(text("34112-3, PRESC-BIO,\r\n 15508-5", "O", "<idEditeur/idLogiciel/idVersion>", "FIN", "= 34112-3")) {
        @Override
        void parse(byte[] octets) {
            MssHeaderReader reader = new MssHeaderReader();
            for (String name : List.of(MssHeaders.CODECDA, MssHeaders.INS, MssHeaders.NIL, MssHeaders.MES)) {
                reader.field(name, string(octets));
            }
            MssHeaderReader again = new MssHeaderReader();
            MssHeaders headers = reader.end().headers();
            headers.fields().forEach(again::field);
            check(again.end().headers().equals(headers));
        }
    },
    SUBJECT(text("XDM/1.0/DDM+CR d'examens biologiques VIAL Paul 26/11/1978", "Re: XDM/1.0/DDM+ 2 documents VIAL")) {
        @Override
        void parse(byte[] octets) {
            MessageSubject.find(string(octets)).ifPresent(subject -> {
                subject.birthDate();
                check(subject.toString().chars().noneMatch(c -> c < ' '));
            });
        }
    },
    TIME(text("20210104092200.123+0100", "19790328", "202101040735")) {
        @Override
        void parse(byte[] octets) {
            check(new Hl7Time(string(octets)).toDtm().matches("\\d{0,14}"));
            new Hl7Time(string(octets)).date();
        }
    },
    DISTINGUISHED_NAME(
            text("CN=a.fr, OU=1330781295,O=\"C.H.  X\",L=Paris (75),C=FR", "O=H\\C3\\B4pital \"X\"+CN=b,C=FR")) {
        @Override
        void parse(byte[] octets) {
            check(!DistinguishedName.parse(string(octets)).attributes().isEmpty());
        }
    },
    LISTE_BLANCHE(text(ListeBlancheTest.LIST)) {
        @Override
        void parse(byte[] octets) {
            try {
                ListeBlanche list = ListeBlancheReader.read(new ByteArrayInputStream(octets));
                check(list.domains().stream()
                        .noneMatch(domain -> list.names(domain).isEmpty()));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    },
    CDA(List.of(Cdas.labelled("1", "CR d'examen"), Cdas.levelOne("JVBERi0xLjQK"))) {
        @Override
        void parse(byte[] octets) {
            CdaHeader cda = CdaReader.read(octets);
            check(cda.level() == 1 || cda.level() == 3);
            cda.patient().hasQualifiedIns(InsKeyPolicy.WARNING);
        }
    },
    CDA_PDF(List.of(Cdas.levelOne("JVBERi0xLjQK"))) {
        @Override
        void parse(byte[] octets) {
            try {
                CdaPdf.copy(new ByteArrayInputStream(octets), OutputStream.nullOutputStream());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    },
    METADATA(List.of(metadata())) {
        @Override
        void parse(byte[] octets) {
            XdmMetadata metadata = MetadataReader.read(octets);
            metadata.sets().forEach(SubmissionSet::ins);
            metadata.documents().forEach(DocumentEntry::ins);
        }
    },
    XDM(List.of(
            XdmWriter.write(List.of(Cdas.labelled("1", "CR d'examen"), Cdas.labelled("2", "CR")), Instant.EPOCH, ""))) {
        @Override
        void parse(byte[] octets) {
            XdmReader.read(octets).patient();
        }
    },
    /** Damages what is inside, so that it is not the checks of the archive alone that see it. */
    XDM_CONTENT(List.of(metadata())) {
        @Override
        void parse(byte[] octets) {
            XdmReader.read(Zips.of("METADATA.XML", octets, "DOC00001.XML", Cdas.labelled("1", "CR")))
                    .patient();
        }
    };

    @SuppressWarnings("ImmutableEnumChecker") // Mutations copies what it damages
    private final List<byte[]> inputs;

    Parser(List<byte[]> inputs) {
        this.inputs = inputs;
    }

    /** Parses, and checks what must hold of any result. */
    abstract void parse(byte[] octets);

    /** Damages an input and parses it: it must give a value or refuse. */
    void survive(long seed) {
        try {
            parse(new Mutations(seed).of(inputs));
        } catch (MssSyntaxException refused) {
            check(refused.toString().length() < 500);
        } catch (RuntimeException e) {
            throw new AssertionError(this + " fails on seed " + seed, e);
        }
    }

    private static void check(boolean holds) {
        if (!holds) {
            throw new IllegalStateException("a result breaks its own rules");
        }
    }

    private static String string(byte[] octets) {
        return new String(octets, StandardCharsets.UTF_8);
    }

    private static List<byte[]> text(String... texts) {
        return List.of(texts).stream()
                .map(text -> text.getBytes(StandardCharsets.UTF_8))
                .toList();
    }

    private static byte[] metadata() {
        byte[] cda = Cdas.labelled("1", "CR d'examen");
        DocumentEntry entry = DocumentEntry.of(CdaReader.read(cda), "DOC00001.XML", cda);
        return MetadataWriter.write(
                new SubmissionSet(
                        "2.25.1", "2.25.2", entry.patientId(), "20261124", entry.typeCode(), "x", entry.authors()),
                List.of(entry));
    }
}
