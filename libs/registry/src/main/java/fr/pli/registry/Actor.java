package fr.pli.registry;

/**
 * Who does something, for the audit.
 *
 * @param who IdNat_PS, IdNatStruct or the name of an administrator
 * @param session joins the log lines of what he does
 */
public record Actor(String who, String session) {}
