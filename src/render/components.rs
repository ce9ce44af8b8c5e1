//! Whether a component can show a card: what it takes, and what it is given.

use std::collections::BTreeMap;

use tera::{ComponentInfo, Tera, Value};

use crate::diagnostic::did_you_mean;
use crate::pages::cards::Card;

/// How the message begins that tells of a component that is not there.
pub const NONE_SUCH: &str = "there is no component";

/// The components of a theme, by name.
pub struct Components(BTreeMap<String, ComponentInfo>);

impl Components {
    /// All of them.
    pub fn of(tera: &Tera) -> Components {
        let names = tera.get_component_names();
        let all =
            names.filter_map(|name| Some((name.to_string(), tera.get_component_definition(name)?)));
        Components(all.collect())
    }

    /// Why a component cannot show a card with these flags.
    pub fn unfit(&self, component: &str, card: Card, flags: &[&str]) -> Option<String> {
        let Some(found) = self.0.get(component) else {
            let near = did_you_mean(component, self.0.keys().map(String::as_str));
            let near = near.map_or(String::new(), |near| format!("; did you mean `{near}`?"));
            return Some(format!("{NONE_SUCH} `{component}`{near}"));
        };
        let item = card.item_name();
        if !takes(found, item) {
            let others: Vec<String> = self
                .0
                .values()
                .filter(|other| takes(other, item) && needed(other, item).is_none())
                .map(|other| format!("`{}`", other.name()))
                .collect();
            let what = match others.is_empty() {
                true => "declare it with this argument".to_string(),
                false => format!("those that do are {}", others.join(", ")),
            };
            return Some(format!(
                "`{component}` takes no `{item}`, which this card is; {what}"
            ));
        }
        if let Some(needed) = needed(found, item) {
            return Some(format!(
                "`{component}` needs `{needed}`, which cards do not give; declare it with a default: {needed}=none"
            ));
        }
        let flag = flags.iter().find(|flag| !takes(found, flag))?;
        Some(format!(
            "`{component}` has no argument `{flag}`; declare it with a default: {flag}=false"
        ))
    }
}

/// The component that a message of [`Components::unfit`] is about, if it is there.
pub fn blamed(message: &str) -> Option<&str> {
    let (component, rest) = message.strip_prefix('`')?.split_once('`')?;
    let is_unfit = [" takes no `", " needs `", " has no argument `"];
    let is_unfit = is_unfit.iter().any(|words| rest.starts_with(words));
    is_unfit.then_some(component)
}

/// The component that a template calls otherwise than it is declared, by what Tera says of the call, and
/// what to do in the component.
pub fn called<'t>(said: &str, call: &'t str) -> Option<(&'t str, String)> {
    let named = call.strip_prefix('<')?;
    let component = named.split(|c: char| !c.is_alphanumeric()).next()?;
    let arguments = match said.strip_prefix("unknown argument(s) ") {
        Some(rest) => rest.split(" in component call").next()?,
        None => said.strip_prefix("argument ")?.strip_suffix(" missing")?,
    };
    let defaults = arguments
        .split(", ")
        .map(|name| name.trim_matches('`').to_string() + "=none");
    let mut defaults: Vec<String> = defaults.collect();
    // Tera names them in no order.
    defaults.sort();
    let help = format!(
        "a built-in template calls `{component}` so; declare it with a default: {}",
        defaults.join(", ")
    );
    Some((component, help))
}

/// Whether a component has an argument, or takes whatever it is given.
fn takes(component: &ComponentInfo, name: &str) -> bool {
    component.args().iter().any(|arg| arg.name() == name) || component.rest_param().is_some()
}

/// An argument beside the card's item that has to be given.
fn needed<'c>(component: &'c ComponentInfo, item: &str) -> Option<&'c str> {
    let mut needed = component.args().iter().filter(|arg| arg.is_required());
    let others = |name: &&str| *name != item && *name != "level";
    needed.find_map(|arg| Some(arg.name()).filter(others))
}

/// What to say of something that is no card.
pub fn no_card(value: &Value) -> String {
    let what = match value.as_u128() {
        Some(number) => format!("{number} is a number"),
        None if value.is_none() || value.is_undefined() => {
            "there is none in this field".to_string()
        }
        None => "this is something else".to_string(),
    };
    format!("`cards` shows cards, such as those of `view.latest`; {what}")
}
