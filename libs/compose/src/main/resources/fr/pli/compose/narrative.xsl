<?xml version="1.0" encoding="UTF-8"?>
<!-- A CDA R2 level 3 as one XHTML page for paper: its header, then its narrative as it is, section by section. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:h="urn:hl7-org:v3"
                xmlns="http://www.w3.org/1999/xhtml" exclude-result-prefixes="h">
  <xsl:output method="xml" encoding="UTF-8" indent="no"/>

  <xsl:template match="/h:ClinicalDocument">
    <html lang="fr">
      <head>
        <title><xsl:call-template name="title"/></title>
        <meta name="author" content="{normalize-space(h:author[1]//h:name[h:family]/h:family)}"/>
        <meta name="subject" content="{h:code/@displayName}"/>
      </head>
      <body>
        <h1><xsl:call-template name="title"/></h1>
        <table class="header">
          <xsl:call-template name="line"><xsl:with-param name="what">Type</xsl:with-param>
            <xsl:with-param name="value" select="h:code/@displayName"/></xsl:call-template>
          <xsl:apply-templates select="h:recordTarget/h:patientRole"/>
          <xsl:call-template name="line"><xsl:with-param name="what">Date du document</xsl:with-param>
            <xsl:with-param name="value"><xsl:call-template name="moment"><xsl:with-param name="ts" select="h:effectiveTime/@value"/></xsl:call-template></xsl:with-param></xsl:call-template>
          <xsl:call-template name="line"><xsl:with-param name="what">Date de l'acte</xsl:with-param>
            <xsl:with-param name="value"><xsl:call-template name="moment"><xsl:with-param name="ts" select="h:documentationOf/h:serviceEvent/h:effectiveTime/h:low/@value"/></xsl:call-template></xsl:with-param></xsl:call-template>
          <xsl:for-each select="h:author/h:assignedAuthor">
            <xsl:call-template name="line"><xsl:with-param name="what">Auteur</xsl:with-param>
              <xsl:with-param name="value"><xsl:call-template name="person"/></xsl:with-param></xsl:call-template>
          </xsl:for-each>
          <xsl:for-each select="h:legalAuthenticator/h:assignedEntity">
            <xsl:call-template name="line"><xsl:with-param name="what">Responsable</xsl:with-param>
              <xsl:with-param name="value"><xsl:call-template name="person"/></xsl:with-param></xsl:call-template>
          </xsl:for-each>
          <xsl:call-template name="line"><xsl:with-param name="what">Organisation</xsl:with-param>
            <xsl:with-param name="value" select="h:custodian//h:representedCustodianOrganization/h:name"/></xsl:call-template>
          <xsl:call-template name="line"><xsl:with-param name="what">Version</xsl:with-param>
            <xsl:with-param name="value" select="h:versionNumber/@value"/></xsl:call-template>
        </table>
        <div>
          <xsl:apply-templates select="h:component/h:structuredBody/h:component/h:section">
            <xsl:with-param name="depth" select="2"/>
          </xsl:apply-templates>
        </div>
      </body>
    </html>
  </xsl:template>

  <xsl:template name="title">
    <xsl:choose>
      <xsl:when test="normalize-space(h:title)"><xsl:value-of select="normalize-space(h:title)"/></xsl:when>
      <xsl:when test="h:code/@displayName"><xsl:value-of select="h:code/@displayName"/></xsl:when>
      <xsl:otherwise>Document</xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template name="line">
    <xsl:param name="what"/><xsl:param name="value"/>
    <xsl:if test="normalize-space($value)">
      <tr><td class="what"><xsl:value-of select="$what"/></td><td><xsl:value-of select="normalize-space($value)"/></td></tr>
    </xsl:if>
  </xsl:template>

  <xsl:template match="h:patientRole">
    <xsl:variable name="name" select="h:patient/h:name[1]"/>
    <xsl:call-template name="line"><xsl:with-param name="what">Patient</xsl:with-param>
      <xsl:with-param name="value">
        <xsl:value-of select="$name/h:family[@qualifier='BR' or not(../h:family[@qualifier='BR'])]"/><xsl:text> </xsl:text>
        <xsl:value-of select="$name/h:given[@qualifier='BR' or not(../h:given[@qualifier='BR'])]"/>
        <xsl:if test="$name/h:family[@qualifier='CL'] and $name/h:family[@qualifier='CL'] != $name/h:family[@qualifier='BR']">
          <xsl:text> (nom utilisé : </xsl:text><xsl:value-of select="$name/h:family[@qualifier='CL']"/>
          <xsl:text> </xsl:text><xsl:value-of select="$name/h:given[@qualifier='CL']"/><xsl:text>)</xsl:text>
        </xsl:if>
      </xsl:with-param></xsl:call-template>
    <xsl:call-template name="line"><xsl:with-param name="what">Naissance, sexe</xsl:with-param>
      <xsl:with-param name="value">
        <xsl:call-template name="moment"><xsl:with-param name="ts" select="h:patient/h:birthTime/@value"/></xsl:call-template>
        <xsl:text> </xsl:text><xsl:value-of select="h:patient/h:administrativeGenderCode/@code"/>
        <xsl:text> </xsl:text><xsl:value-of select="h:patient/h:birthplace//h:county"/>
      </xsl:with-param></xsl:call-template>
    <xsl:for-each select="h:id[@root='1.2.250.1.213.1.4.8' or @root='1.2.250.1.213.1.4.9' or @root='1.2.250.1.213.1.4.10' or @root='1.2.250.1.213.1.4.11']">
      <xsl:call-template name="line"><xsl:with-param name="what">INS</xsl:with-param>
        <xsl:with-param name="value" select="concat(@extension, ' (', @root, ')')"/></xsl:call-template>
    </xsl:for-each>
  </xsl:template>

  <xsl:template name="person">
    <xsl:for-each select="h:assignedPerson/h:name[1]">
      <xsl:value-of select="h:suffix"/><xsl:text> </xsl:text><xsl:value-of select="h:given"/><xsl:text> </xsl:text><xsl:value-of select="h:family"/>
    </xsl:for-each>
    <xsl:if test="h:assignedAuthoringDevice">
      <xsl:value-of select="h:assignedAuthoringDevice/h:manufacturerModelName"/><xsl:text> </xsl:text>
      <xsl:value-of select="h:assignedAuthoringDevice/h:softwareName"/>
    </xsl:if>
    <xsl:if test="h:code/@displayName"><xsl:text> – </xsl:text><xsl:value-of select="h:code/@displayName"/></xsl:if>
    <xsl:if test="normalize-space(h:representedOrganization/h:name)"><xsl:text> – </xsl:text><xsl:value-of select="h:representedOrganization/h:name"/></xsl:if>
  </xsl:template>

  <!-- JJ/MM/AAAA and the time if there is one -->
  <xsl:template name="moment">
    <xsl:param name="ts"/>
    <xsl:choose>
      <xsl:when test="string-length($ts) &gt;= 8">
        <xsl:value-of select="concat(substring($ts,7,2), '/', substring($ts,5,2), '/', substring($ts,1,4))"/>
        <xsl:if test="translate(substring($ts,9,4),'0123456789','') = '' and string-length($ts) &gt;= 12">
          <xsl:value-of select="concat(' ', substring($ts,9,2), ':', substring($ts,11,2))"/>
        </xsl:if>
      </xsl:when>
      <xsl:otherwise><xsl:value-of select="$ts"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="h:section">
    <xsl:param name="depth"/>
    <xsl:if test="normalize-space(h:title)">
      <xsl:element name="h{$depth}"><xsl:value-of select="normalize-space(h:title)"/></xsl:element>
    </xsl:if>
    <xsl:apply-templates select="h:text"/>
    <xsl:apply-templates select="h:component/h:section">
      <xsl:with-param name="depth" select="($depth &lt; 6) * 1 + $depth"/>
    </xsl:apply-templates>
  </xsl:template>

  <xsl:template match="h:section/h:text"><div><xsl:call-template name="style"/><xsl:apply-templates/></div></xsl:template>
  <xsl:template match="h:paragraph"><p><xsl:call-template name="style"/><xsl:apply-templates select="h:caption"/><xsl:apply-templates select="node()[not(self::h:caption)]"/></p></xsl:template>
  <xsl:template match="h:content | h:linkHtml | h:footnote"><span><xsl:call-template name="style"/><xsl:apply-templates/></span></xsl:template>
  <xsl:template match="h:caption"><span><xsl:call-template name="style"/><span class="b"><xsl:apply-templates/><xsl:text> </xsl:text></span></span></xsl:template>
  <xsl:template match="h:br"><br/></xsl:template>
  <xsl:template match="h:sub | h:sup"><xsl:element name="{local-name()}"><xsl:call-template name="style"/><xsl:apply-templates/></xsl:element></xsl:template>
  <xsl:template match="h:list">
    <xsl:apply-templates select="h:caption"/>
    <xsl:choose>
      <xsl:when test="@listType='ordered'"><ol><xsl:call-template name="style"/><xsl:apply-templates select="h:item"/></ol></xsl:when>
      <xsl:otherwise><ul><xsl:call-template name="style"/><xsl:apply-templates select="h:item"/></ul></xsl:otherwise>
    </xsl:choose>
  </xsl:template>
  <xsl:template match="h:item"><li><xsl:call-template name="style"/><xsl:apply-templates/></li></xsl:template>
  <xsl:template match="h:table">
    <xsl:apply-templates select="h:caption"/>
    <table><xsl:call-template name="style"><xsl:with-param name="own">n </xsl:with-param></xsl:call-template><xsl:apply-templates select="h:thead"/><xsl:apply-templates select="h:tbody | h:tr"/><xsl:apply-templates select="h:tfoot"/></table>
  </xsl:template>
  <xsl:template match="h:thead | h:tbody | h:tfoot | h:tr | h:td | h:th">
    <xsl:element name="{local-name()}">
      <xsl:copy-of select="@colspan[number(.) &gt; 0 and number(.) &lt; 100] | @rowspan[number(.) &gt; 0 and number(.) &lt; 1000]"/>
      <xsl:call-template name="style"/>
      <xsl:apply-templates select="*[parent::h:thead or parent::h:tbody or parent::h:tfoot or parent::h:tr] | node()[parent::h:td or parent::h:th]"/>
    </xsl:element>
  </xsl:template>

  <!-- The renderer puts there what the references name. -->
  <xsl:template match="h:renderMultiMedia">
    <xsl:apply-templates select="h:caption"/>
    <span class="media" title="{@referencedObject}"/>
  </xsl:template>
  <xsl:template match="h:footnoteRef"><sup>[<xsl:value-of select="@IDREF"/>]</sup></xsl:template>

  <xsl:template name="style">
    <xsl:param name="own"/>
    <xsl:variable name="s" select="translate(@styleCode, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ', 'abcdefghijklmnopqrstuvwxyz')"/>
    <xsl:variable name="class">
      <xsl:value-of select="$own"/>
      <xsl:if test="contains($s, 'bold')">b </xsl:if>
      <xsl:if test="contains($s, 'ital')">i </xsl:if>
      <xsl:if test="contains($s, 'underline') or @revised = 'insert'">u </xsl:if>
      <!-- what was deleted must not be read as valid -->
      <xsl:if test="@revised = 'delete' or contains($s, 'strike') or contains($s, 'through')">del </xsl:if>
      <xsl:if test="@align = 'left' or @align = 'center' or @align = 'right'"><xsl:value-of select="@align"/></xsl:if>
    </xsl:variable>
    <xsl:if test="normalize-space($class)"><xsl:attribute name="class"><xsl:value-of select="normalize-space($class)"/></xsl:attribute></xsl:if>
  </xsl:template>
</xsl:stylesheet>
