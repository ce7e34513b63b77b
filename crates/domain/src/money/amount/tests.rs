use proptest::prelude::*;

use super::*;

#[test]
fn text_is_read_exactly() {
    for (text, rau) in [
        ("1000", 1000 * RAU_PER_IOTX),
        ("250.5", 250_500_000_000_000_000_000),
        ("99.999", 99_999_000_000_000_000_000),
        (".5", RAU_PER_IOTX / 2),
        ("1,000,000.000000000000000001", 1_000_000 * RAU_PER_IOTX + 1),
        ("0", 0),
    ] {
        assert_eq!(text.parse(), Ok(Amount::from_rau(rau)), "{text}");
    }
}

#[test]
fn what_is_no_amount_is_refused_with_its_reason() {
    for bad in ["", ".", "abc", "-1", "1e18", "1.2.3", "+4", "0x10", "1_000"] {
        assert_eq!(
            bad.parse::<Amount>(),
            Err(AmountError::Number(NumberError::Form)),
            "{bad}"
        );
    }
    assert_eq!("0.0000000000000000001".parse::<Amount>(), Err(AmountError::TooPrecise));
    assert_eq!("999999999999999999999999".parse::<Amount>(), Err(AmountError::TooLarge));
}

#[test]
fn a_comma_parts_thousands_or_is_refused() {
    for bad in [
        "100,5", "1,5", "0,500", "0,001", "1,000", "1.000,5", "12,34", "1234,567", ",100", "1,,000", "1,0000",
    ] {
        let refused = bad.parse::<Amount>();
        assert!(matches!(refused, Err(AmountError::Number(_))), "{bad}");
    }
    assert_eq!(
        "12,345,678.5".parse(),
        Ok(Amount::from_rau(12_345_678 * RAU_PER_IOTX + RAU_PER_IOTX / 2))
    );
}

#[test]
fn people_see_groups_and_every_digit() {
    let amount: Amount = "1234567.89129".parse().unwrap();
    assert_eq!(amount.for_people(), "1\u{202f}234\u{202f}567.89129");
    for (text, shown) in [
        ("0", "0"),
        ("0.00001", "0.00001"),
        ("100.00009", "100.00009"),
        ("12", "12"),
    ] {
        assert_eq!(text.parse::<Amount>().unwrap().for_people(), shown);
    }
    assert_eq!(Amount::from_rau(1).for_people(), "0.000000000000000001");
    assert_eq!(Amount::from_rau(1_500_000).rau_for_people(), "1\u{202f}500\u{202f}000");
}

#[test]
fn lists_cut_decimals_without_rounding_and_never_down_to_nothing() {
    let amount: Amount = "1234567.89129".parse().unwrap();
    assert_eq!(amount.in_brief(), "1\u{202f}234\u{202f}567.8912");
    assert_eq!(amount.parts(2, 2), ("1\u{202f}234\u{202f}567".into(), "89".into()));
    assert_eq!(Amount::from_iotx(12).parts(2, 4), ("12".into(), "00".into()));
    assert_eq!(Amount::ZERO.parts(2, 4), ("0".into(), "00".into()));
    assert_eq!(Amount::from_rau(1).in_brief(), "<\u{202f}0.0001");
    assert_eq!(Votes::from_rau(RAU_PER_IOTX / 10_000).in_brief(), "0.0001");
    assert_eq!(Amount::from_rau(1).parts(2, 2), ("<\u{202f}0".into(), "01".into()));
    assert_eq!(
        Amount::from_rau(RAU_PER_IOTX - 1).parts(0, 0),
        ("<\u{202f}1".into(), String::new())
    );
}

#[test]
fn json_takes_rau_with_its_unit_or_bare_and_iotx_with_its_unit() {
    let read = |text: &str| serde_json::from_str::<Amount>(&format!("\"{text}\""));
    for text in ["1500000000000000000", "1500000000000000000 Rau", "1.5 IOTX", "1.5IOTX"] {
        assert_eq!(read(text).unwrap(), Amount::from_rau(RAU_PER_IOTX / 2 * 3), "{text}");
    }
    for bad in [
        "1.5",
        "1.5 Rau",
        "+5",
        "",
        "Rau",
        "IOTX",
        "1 iotx",
        "1,000 Rau",
        "0,5 IOTX",
        "1,000 IOTX",
        "1 5 IOTX",
    ] {
        assert!(read(bad).is_err(), "{bad}");
    }
}

proptest! {
    #[test]
    fn exact_text_and_json_survive(rau: u128) {
        let amount = Amount::from_rau(rau);
        prop_assert_eq!(amount.to_iotx().parse(), Ok(amount));
        prop_assert_eq!(amount.for_people().parse(), Ok(amount));
        let json = serde_json::to_string(&amount).unwrap();
        prop_assert_eq!(serde_json::from_str::<Amount>(&json).unwrap(), amount);
    }

    #[test]
    fn no_text_panics(text in ".{0,60}") {
        let _ = text.parse::<Amount>();
    }
}
