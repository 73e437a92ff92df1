package fr.pli.registry;

/** What a person may do with a BAL ORG or CAB. */
public enum Right {
    READ,
    SEND,
    /** Give and take rights. */
    MANAGE
}
