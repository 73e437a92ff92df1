package fr.pli.compose;

/** How a page lies, and how large the text of its tables is; in points. From the most readable to the widest. */
enum PageFormat {
    PORTRAIT("A4 portrait; margin: 18mm 16mm", 498, 739, 9),
    LANDSCAPE("A4 landscape; margin: 14mm 12mm", 767, 515, 9),
    LANDSCAPE_SMALL("A4 landscape; margin: 14mm 12mm", 767, 515, 7);

    private final String css;
    private final float width;
    private final float height;
    private final float size;

    PageFormat(String css, float width, float height, float size) {
        this.css = css;
        this.width = width;
        this.height = height;
        this.size = size;
    }

    String css() {
        return css;
    }

    float width() {
        return width;
    }

    float height() {
        return height;
    }

    /** Of the text in tables. */
    float size() {
        return size;
    }
}
