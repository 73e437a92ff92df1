package fr.pli.compose;

import java.io.IOException;
import java.util.List;
import org.apache.pdfbox.contentstream.PDFStreamEngine;
import org.apache.pdfbox.contentstream.operator.DrawObject;
import org.apache.pdfbox.contentstream.operator.Operator;
import org.apache.pdfbox.contentstream.operator.OperatorName;
import org.apache.pdfbox.contentstream.operator.state.Concatenate;
import org.apache.pdfbox.contentstream.operator.state.Restore;
import org.apache.pdfbox.contentstream.operator.state.Save;
import org.apache.pdfbox.contentstream.operator.state.SetGraphicsStateParameters;
import org.apache.pdfbox.contentstream.operator.state.SetMatrix;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.graphics.PDXObject;
import org.apache.pdfbox.pdmodel.graphics.image.PDImageXObject;
import org.apache.pdfbox.util.Matrix;

/** Counts the pictures that lie whole on the pages of a PDF. */
final class PdfPictures extends PDFStreamEngine {

    private static final float TOLERANCE = 1;

    private int whole;
    private PDRectangle box = PDRectangle.A4;

    private PdfPictures() {
        addOperator(new Concatenate(this));
        addOperator(new DrawObject(this));
        addOperator(new SetGraphicsStateParameters(this));
        addOperator(new Save(this));
        addOperator(new Restore(this));
        addOperator(new SetMatrix(this));
    }

    /** How many there are. */
    static int whole(PDDocument pdf) throws IOException {
        PdfPictures pictures = new PdfPictures();
        for (PDPage page : pdf.getPages()) {
            pictures.box = page.getCropBox();
            pictures.processPage(page);
        }
        return pictures.whole;
    }

    @Override
    protected void processOperator(Operator operator, List<COSBase> operands) throws IOException {
        if (operator.getName().equals(OperatorName.DRAW_OBJECT) && operands.getFirst() instanceof COSName name) {
            PDXObject object = getResources().getXObject(name);
            if (object instanceof PDImageXObject) {
                Matrix place = getGraphicsState().getCurrentTransformationMatrix();
                if (isOnPage(place)) {
                    whole++;
                }
                return;
            }
        }
        super.processOperator(operator, operands);
    }

    private boolean isOnPage(Matrix place) {
        float left = place.getTranslateX();
        float bottom = place.getTranslateY();
        float right = left + place.getScalingFactorX();
        float top = bottom + place.getScalingFactorY();
        return left >= box.getLowerLeftX() - TOLERANCE
                && bottom >= box.getLowerLeftY() - TOLERANCE
                && right <= box.getUpperRightX() + TOLERANCE
                && top <= box.getUpperRightY() + TOLERANCE
                && right - left > 0.05f
                && top - bottom > 0.05f;
    }
}
